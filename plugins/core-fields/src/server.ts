import { defineServerPlugin } from '@tenon/plugin-api';
import { fieldTypes } from './server.g.ts';

export const coreFieldsServer = defineServerPlugin({ id: 'core-fields', contributes: { fieldTypes } });
