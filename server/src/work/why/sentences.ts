/** Every sentence with which the engine explains itself (AS11), in both languages. Figures are filled in by name. */
import type { Language } from '@tenon/documents';

const sentences = {
  given: {
    en: 'The rule “{rule}” gave this to {operator} on {at}, in release {release}.',
    'zh-CN': '规则“{rule}”于 {at} 将此任务分配给 {operator}（配置版本 {release}）。',
  },
  claimed: {
    en: '{operator} took this from the queue “{queue}” on {at}.',
    'zh-CN': '{operator} 于 {at} 从公海“{queue}”领取。',
  },
  'handed-over': {
    en: '{by} handed this over to {operator} on {at}.',
    'zh-CN': '{by} 于 {at} 将此任务移交给 {operator}。',
  },
  'owner-changed': {
    en: 'The record went from {from} to {operator} on {at} ({source}).',
    'zh-CN': '该记录的负责人于 {at} 由 {from} 变更为 {operator}（{source}）。',
  },
  'follow-up': {
    en: 'It is the follow-up that was planned when an earlier task was completed.',
    'zh-CN': '这是完成上一任务时安排的后续跟进。',
  },
  'in-queue': {
    en: 'It waits in the queue “{queue}” until somebody takes it.',
    'zh-CN': '它在公海“{queue}”中等待领取。',
  },
  unknown: {
    en: 'No decision is recorded for this.',
    'zh-CN': '没有相关的分配记录。',
  },
  'candidates.one': {
    en: 'One person could have taken it.',
    'zh-CN': '当时只有 1 人可以接手。',
  },
  'candidates.many': {
    en: '{count} people could have taken it.',
    'zh-CN': '当时有 {count} 人可以接手。',
  },
  strategy: {
    en: 'Among them “{strategy}” decided: {parts}.',
    'zh-CN': '在其中按“{strategy}”决定：{parts}。',
  },
  'strategy-alone': {
    en: 'Among them “{strategy}” decided.',
    'zh-CN': '在其中按“{strategy}”决定。',
  },
  tie: {
    en: 'Somebody else stood equally well; a fixed order decided.',
    'zh-CN': '另有条件相同的人，按固定顺序决定。',
  },
  excluded: {
    en: 'Left out: {reasons}.',
    'zh-CN': '未列入：{reasons}。',
  },
  priority: {
    en: 'Its priority is {priority}: {parts}.',
    'zh-CN': '优先级为 {priority}：{parts}。',
  },
  waiting: {
    en: 'Nobody got this by the rule “{rule}”, and it has waited since {at}: {reason}.',
    'zh-CN': '规则“{rule}”未能分配此记录，自 {at} 起等待：{reason}。',
  },
  'not-recalled': {
    en: 'No rule has looked at this record yet, or it was not among those that a rule takes.',
    'zh-CN': '尚无规则处理该记录，或该记录不在规则的召回范围内。',
  },
} as const satisfies { readonly [key: string]: { readonly [language in Language]: string } };

export type Sentence = keyof typeof sentences;

export function sentence(
  language: Language,
  key: Sentence,
  values: { readonly [name: string]: string | number } = {},
): string {
  return sentences[key][language].replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}

/** Why operators were left out, with their number. */
const exclusions: { readonly [reason: string]: { readonly [language in Language]: string } } = {
  inactive: { en: '{count} not active', 'zh-CN': '{count} 人未启用' },
  'no-right': { en: '{count} without a role to work tasks', 'zh-CN': '{count} 人没有处理任务的权限' },
  'not-recalled': { en: '{count} not meant by the rule', 'zh-CN': '{count} 人不在规则的人员范围内' },
  'no-weight': { en: '{count} with weight 0', 'zh-CN': '{count} 人权重为 0' },
  pair: { en: '{count} who do not match the record', 'zh-CN': '{count} 人与该记录不匹配' },
  'no-access': { en: '{count} who may not see the record', 'zh-CN': '{count} 人无权查看该记录' },
  'lapsed-before': { en: '{count} who let the last task lapse', 'zh-CN': '{count} 人上次任务已过期' },
  full: { en: '{count} at capacity', 'zh-CN': '{count} 人容量已满' },
  'limit-day': { en: '{count} at the limit of the day', 'zh-CN': '{count} 人已达当日上限' },
  'limit-week': { en: '{count} at the limit of the week', 'zh-CN': '{count} 人已达本周上限' },
  'limit-month': { en: '{count} at the limit of the month', 'zh-CN': '{count} 人已达本月上限' },
};

export function exclusionText(language: Language, reason: string, count: number): string {
  return exclusions[reason]?.[language].replace('{count}', String(count)) ?? `${reason}: ${count}`;
}

/** Why a record waits. */
const waitingReasons: { readonly [reason: string]: { readonly [language in Language]: string } } = {
  'no-operators': { en: 'no operator comes into question', 'zh-CN': '没有可用的人员' },
  'nobody-matches': { en: 'nobody matches the record', 'zh-CN': '没有与该记录匹配的人员' },
  'nobody-may-see': {
    en: 'nobody who comes into question may see the record',
    'zh-CN': '候选人员均无权查看该记录',
  },
  'all-full': { en: 'everybody who matches is at capacity', 'zh-CN': '匹配的人员容量均已满' },
  'all-at-limit': {
    en: 'everybody who matches is at capacity or at a limit',
    'zh-CN': '匹配的人员容量已满或已达上限',
  },
};

export function waitingText(language: Language, reason: string): string {
  return waitingReasons[reason]?.[language] ?? reason;
}

export function listText(language: Language, items: readonly string[]): string {
  return items.join(language === 'en' ? ', ' : '、');
}
