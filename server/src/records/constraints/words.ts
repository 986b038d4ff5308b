/** What is said to whoever is refused, in the language of the reader. */
import { type Language, textIn } from '@tenon/documents';
import type { FieldModel } from '@tenon/model';
import type { Context } from '../../context.ts';

type Words = { readonly [language in Language]: string };

const sentences = {
  required: { en: "'{field}' must not be empty now", 'zh-CN': '“{field}”此时不能为空' },
  readOnly: { en: "'{field}' may not be changed now", 'zh-CN': '“{field}”此时不可修改' },
  notOffered: {
    en: "'{field}' of a record of type '{type}' is one of: {offered}",
    'zh-CN': '业务类型“{type}”的“{field}”只能是：{offered}',
  },
  notInitial: { en: 'New records begin in: {stages}', 'zh-CN': '新建记录只能处于：{stages}' },
  noTransition: {
    en: "You cannot move it on from '{from}'",
    'zh-CN': '您不能将其从“{from}”变更到其他阶段',
  },
  otherTransitions: {
    en: "From '{from}' it can go to: {stages}",
    'zh-CN': '从“{from}”只能变更为：{stages}',
  },
  transitionNotNow: {
    en: "'{field}' cannot be changed to this yet: the condition of this move is not met",
    'zh-CN': '“{field}”尚不能这样变更：未满足该阶段变更的条件',
  },
  requiredForMove: { en: "This move needs '{field}'", 'zh-CN': '变更阶段前须填写“{field}”' },
  hiddenForMove: {
    en: 'This move needs a value that you may not see; ask somebody who may',
    'zh-CN': '此阶段变更需要您无权查看的内容，请联系有权限的人员',
  },
  row: { en: 'row {row}', 'zh-CN': '第 {row} 行' },
  severalAlike: {
    en: 'Several records have the same: {fields}',
    'zh-CN': '有多条记录的以下内容相同：{fields}',
  },
  keyAgain: { en: 'Row {row} has the same key', 'zh-CN': '第 {row} 行的匹配字段与此行相同' },
  together: {
    en: 'Another record has the same: {fields}',
    'zh-CN': '已有其他记录的以下内容与此相同：{fields}',
  },
} as const satisfies { readonly [sentence: string]: Words };

export function say(
  { locale }: Context,
  sentence: keyof typeof sentences,
  details: { readonly [detail: string]: string },
): string {
  return sentences[sentence][locale.language].replaceAll(/\{(\w+)\}/g, (all, name: string) =>
    Object.hasOwn(details, name) ? (details[name] ?? all) : all,
  );
}

export function labelled({ locale }: Context, field: FieldModel): { readonly field: string } {
  return { field: textIn(field.label, locale.language, field.id) };
}

/** Options of a field as people know them, in a row. */
export function optionLabels({ locale }: Context, field: FieldModel, options: readonly string[]): string {
  const texts = options.map((option) => {
    try {
      return field.type.format(option, field.options, locale) || option;
    } catch {
      return option;
    }
  });
  return listed(locale.language, texts);
}

export function listed(language: Language, texts: readonly string[]): string {
  return texts.join(language === 'zh-CN' ? '、' : ', ');
}
