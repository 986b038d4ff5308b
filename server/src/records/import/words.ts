/** What is wrong with a row, in the language of who imports. */
import { textIn } from '@tenon/documents';
import type { ImportRowError } from '@tenon/model';
import type { Context } from '../../context.ts';
import type { Column, ImportPlan } from './columns.ts';
import type { DraftRow } from './row.ts';

/** Puts the row's errors into the reader's language; English is what they are made in. */
export function inLanguage(context: Context, plan: ImportPlan, row: DraftRow): void {
  const { language } = context.locale;
  const errors = row.errors.map((error) => {
    const column = plan.columns.find(
      ({ header, field }) => header === error.column || field.id === error.field,
    );
    const label = column ? textIn(column.field.label, language, column.field.id) : (error.field ?? '');
    // Ids in messages are ours; people know the field by its label.
    const named = column ? error.message.replaceAll(`'${column.field.id}'`, `“${label}”`) : error.message;
    if (language === 'en' || /\p{Script=Han}/u.test(error.message.replace(error.value ?? '', '')))
      return { ...error, message: named };
    return { ...error, message: chinese(error, label, column) ?? named };
  });
  row.errors.splice(0, row.errors.length, ...errors);
}

function chinese({ code, value = '', message }: ImportRowError, label: string, column: Column | undefined) {
  const target = column?.reference ? textIn(column.reference.target.entity.label, 'zh-CN') : '';
  const type = column ? textIn(column.field.type.label, 'zh-CN') : '';
  const other = /^Row ([0-9]+) /.exec(message)?.[1];
  const texts: { readonly [code: string]: string } = {
    'wrong-column-count': '该行的列数与表头不一致',
    required: `“${label}”不能为空`,
    'invalid-value': `“${value}”不能作为“${label}”的值（${type}）`,
    'invalid-text': `“${label}”含有无法保存的字符`,
    'unknown-reference': `没有名为“${value}”的${target}`,
    'ambiguous-reference': `有多条名为“${value}”的${target}`,
    'ambiguous-key': `有多条记录的“${label}”相同`,
    'not-found': '没有可更新的记录',
    'not-unique': other === undefined ? `其他记录已使用此“${label}”` : `第 ${other} 行的“${label}”与此相同`,
    'unique-conflict': '其他记录已使用其中的某个值',
    'not-allowed': '您没有权限写入该记录',
    'limit-exceeded': `“${label}”的值过多`,
  };
  return Object.hasOwn(texts, code) ? texts[code] : undefined;
}
