import { defineServerFieldType } from '@tenon/plugin-api';
import { noColumns } from '../shared/computed.ts';

export const lookupServer = defineServerFieldType({ id: 'lookup', ...noColumns });
