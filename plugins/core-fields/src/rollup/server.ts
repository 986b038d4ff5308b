import { defineServerFieldType } from '@tenon/plugin-api';
import { noColumns } from '../shared/computed.ts';

export const rollupServer = defineServerFieldType({ id: 'rollup', ...noColumns });
