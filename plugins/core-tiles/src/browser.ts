import { defineBrowserPlugin } from '@tenon/plugin-api';
import { tileTypes } from './browser.g.ts';

export const coreTilesBrowser = defineBrowserPlugin({ id: 'core-tiles', contributes: { tileTypes } });
