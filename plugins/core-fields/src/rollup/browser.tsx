import { defineBrowserFieldType } from '@tenon/plugin-api';
import { computedBrowser } from '../shared/browser/computed.tsx';

export const rollupBrowser = defineBrowserFieldType({ id: 'rollup', ...computedBrowser });
