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
  'type-change-sets-aside': {
    severity: 'warning',
    en: '{field} starts empty: values of type {from} cannot all become {to}; they are kept and come back on roll back',
    'zh-CN': '字段“{field}”将从空值开始：类型 {from} 的值无法全部转换为 {to}；原值会保留，回滚后恢复',
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
