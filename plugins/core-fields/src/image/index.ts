import { defineFieldType } from '@tenon/plugin-api';
import {
  type FileOptions,
  type FileReference,
  fileOptions,
  filesFromText,
  filesSchema,
  filesToText,
  namesOf,
} from '../shared/files.ts';
import { optionsOf } from '../shared/schemas.ts';

export type ImageOptions = Pick<FileOptions, 'maxFiles' | 'maxSize'>;

/** What browsers show and nothing in it runs. SVG is none: it holds scripts. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'] as const;

export const image = defineFieldType<ImageOptions, readonly FileReference[]>({
  id: 'image',
  label: { en: 'Images', 'zh-CN': '图片' },
  description: {
    en: 'One or several pictures (PNG, JPEG, GIF, WebP, AVIF), shown in lists and on pages.',
    'zh-CN': '一张或多张图片（PNG、JPEG、GIF、WebP、AVIF），在列表和页面中显示。',
  },
  icon: 'picture',
  optionsSchema: optionsOf(fileOptions),
  valueSchema: filesSchema,
  valueType: () => ({ kind: 'list', of: { kind: 'text' } }),
  ruleValue: namesOf,
  operators: ['empty'],
  groupable: false,
  canBeUnique: false,
  format: (value, _options, { language }) => namesOf(value).join(language === 'zh-CN' ? '、' : ', '),
  parse: filesFromText,
  toText: filesToText,
});
