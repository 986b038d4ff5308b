import { problemMaker } from '@tenon/documents';

/** What a plan says of the records and tables that stand against a publish. */
export const planProblems = {
  'unique-has-duplicates': {
    severity: 'error',
    en: '{field} cannot be unique: records that hold equal values: {records}, such values: {values}',
    'zh-CN': '字段“{field}”无法设为唯一：有 {records} 条记录的值重复，涉及 {values} 个值',
  },
  'required-has-empty': {
    severity: 'warning',
    en: '{field} becomes required; records without a value: {count}',
    'zh-CN': '字段“{field}”将变为必填；尚无该值的记录：{count} 条',
  },
  'conversion-loses': {
    severity: 'error',
    en: '{field}: values that cannot become {to}: {count}; they would be set aside for 30 days',
    'zh-CN': '字段“{field}”：有 {count} 个值无法转换为 {to}；发布后这些值将停用保留 30 天',
  },
  'options-keep': {
    severity: 'error',
    en: '{field}: records with an option that is no longer offered: {count}',
    'zh-CN': '字段“{field}”：有 {count} 条记录使用了已移除的选项',
  },
  'conversion-takes-time': {
    severity: 'warning',
    en: '{field} changes its type in {count} records; nobody can read or write them meanwhile',
    'zh-CN': '字段“{field}”的类型将在 {count} 条记录中转换；转换期间这些记录无法读写',
  },
  'storage-foreign': {
    severity: 'error',
    en: '{name} exists in the database but was not made by Tenon',
    'zh-CN': '数据库中已存在 {name}，但并非由 Tenon 创建',
  },
} as const;

export const planProblem = problemMaker<keyof typeof planProblems>(planProblems);
