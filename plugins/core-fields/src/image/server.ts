import { defineServerFieldType } from '@tenon/plugin-api';
import { filesServer } from '../shared/files-server.ts';
import { type ImageOptions, imageTypes } from './index.ts';

export const imageServer = defineServerFieldType(
  filesServer<ImageOptions>('image', (options) => ({ ...options, types: imageTypes })),
);
