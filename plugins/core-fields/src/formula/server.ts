import { defineServerFieldType } from '@tenon/plugin-api';
import { noColumns } from '../shared/computed.ts';

export const formulaServer = defineServerFieldType({ id: 'formula', ...noColumns });
