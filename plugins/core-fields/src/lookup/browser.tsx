import { defineBrowserFieldType } from '@tenon/plugin-api';
import { computedBrowser } from '../shared/browser/computed.tsx';

export const lookupBrowser = defineBrowserFieldType({ id: 'lookup', ...computedBrowser });
