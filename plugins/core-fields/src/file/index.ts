import { defineFieldType } from '@tenon/plugin-api';
import {
  type FileOptions,
  type FileReference,
  fileOptions,
  filesFromText,
  filesSchema,
  filesToText,
  namesOf,
  typesOption,
} from '../shared/files.ts';
import { optionsOf } from '../shared/schemas.ts';

export const file = defineFieldType<FileOptions, readonly FileReference[]>({
  id: 'file',
  label: { en: 'Files', 'zh-CN': '文件' },
  description: {
    en: 'One or several files, kept in the database and read by who may read the field.',
    'zh-CN': '一个或多个文件，保存在数据库中，有权查看该字段的人可以下载。',
  },
  icon: 'paper-clip',
  optionsSchema: optionsOf({ ...fileOptions, types: typesOption }),
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
