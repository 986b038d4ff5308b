import { defineBrowserPlugin } from '@tenon/plugin-api';
import { fieldTypes } from './browser.g.ts';

export { Person } from './user/person.tsx';

export const coreFieldsBrowser = defineBrowserPlugin({ id: 'core-fields', contributes: { fieldTypes } });
