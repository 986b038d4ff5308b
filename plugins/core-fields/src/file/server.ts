import { defineServerFieldType } from '@tenon/plugin-api';
import type { FileOptions } from '../shared/files.ts';
import { filesServer } from '../shared/files-server.ts';

export const fileServer = defineServerFieldType(filesServer<FileOptions>('file', (options) => options));
