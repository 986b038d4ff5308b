/** Duplicate rules of a release, ready to make keys of records. */
import { createHash, hash } from 'node:crypto';
import type { Row } from '@tenon/expressions';
import type { DuplicateRuleModel, EntityModel, FieldModel, PathModel } from '@tenon/model';
import type { Context } from '../context.ts';
import type { IndexPart } from '../log/kept/index.ts';
import type { LiveRelease } from '../releases/live.ts';
import { fold } from '../search/text/fold.ts';
import { squeezed } from '../search/text/grams.ts';
import { companyKey } from './text/company.ts';
import { probesNeeded, similarityGrams } from './text/similar.ts';

export interface MatchRule extends IndexPart {
  readonly rule: DuplicateRuleModel;
  /** All that keys depend on, the condition included. */
  readonly fields: readonly FieldModel[];
  /** The id and those fields. */
  readonly paths: readonly PathModel[];
}

/** What one way makes of a record. */
export interface WayKeys {
  readonly way: number;
  /** 64-bit integers as text: several only where something similar is looked for. */
  readonly keys: readonly string[];
  readonly threshold: number;
  /** So many of the keys, whichever, lead to all that match. */
  readonly probes: number;
}

/** Raised when the same values come to have other keys. */
const scheme = 1;

export function matchRules(release: LiveRelease): ReadonlyMap<string, MatchRule> {
  return release.memo('duplicates:rules', () => {
    const { duplicateRules, organisation } = release.model;
    return new Map(
      [...duplicateRules.values()].map((rule) => [rule.id, matchRule(rule, organisation.phoneRegion)]),
    );
  });
}

export function rulesOfEntity(release: LiveRelease, entity: string): readonly MatchRule[] {
  return release.memo(`duplicates:rules:${entity}`, () =>
    [...matchRules(release).values()].filter(({ rule }) => rule.entity.id === entity),
  );
}

export function blockingRules(release: LiveRelease, entity: string): readonly MatchRule[] {
  return release.memo(`duplicates:blocking:${entity}`, () =>
    rulesOfEntity(release, entity).filter(({ rule }) => rule.action === 'block'),
  );
}

function matchRule(rule: DuplicateRuleModel, phoneRegion: string): MatchRule {
  const { entity, ways, where } = rule;
  const named = new Set<FieldModel>();
  for (const { parts, similar } of ways) {
    for (const { field } of parts) named.add(field);
    if (similar) named.add(similar.field);
  }
  for (const id of where?.checked.reads[entity.id] ?? []) {
    const field = entity.fields.get(id);
    if (field) named.add(field);
  }
  const fields = [...named];
  const written = [
    scheme,
    rule.id,
    entity.id,
    phoneRegion,
    where?.written,
    ways.map(({ parts, similar }) => [
      parts.map(({ field, how, ignoreTag }) => [field.id, field.type.id, how, ignoreTag]),
      similar && [similar.field.id, similar.field.type.id, similar.threshold],
    ]),
  ];
  const digest = createHash('sha256').update(JSON.stringify(written)).digest('base64url').slice(0, 22);
  const reads = new Set(fields.map(({ id }) => id));
  return { id: rule.id, entity, rule, fields, reads, paths: pathsOf(entity, fields), digest };
}

function pathsOf(entity: EntityModel, fields: readonly FieldModel[]): readonly PathModel[] {
  const id = entity.fields.get('id');
  return [...new Set([...(id ? [id] : []), ...fields])].map((field) => ({
    path: field.id,
    steps: [field],
    field,
  }));
}

/** By which fields a rule compares, without its condition. */
export function comparedFields({ rule }: MatchRule): readonly FieldModel[] {
  return rule.ways.flatMap(({ parts, similar }) => [
    ...parts.map(({ field }) => field),
    ...(similar ? [similar.field] : []),
  ]);
}

/** Keys of a record by its values; none when the rule is not about it. A way with an empty value has none. */
export function keysOf(context: Context, { rule, digest }: MatchRule, row: Row): readonly WayKeys[] {
  if (rule.where && !isMeant(context, rule, row)) return [];
  return rule.ways.flatMap(({ parts, similar }, way): WayKeys[] => {
    const values: string[] = [];
    for (const { field, how, ignoreTag } of parts) {
      const text = comparable(context, field, how, ignoreTag, row[field.id]);
      if (text === '') return [];
      values.push(text);
    }
    const start = `${digest}\n${way}\n${JSON.stringify(values)}`;
    if (!similar) return [{ way, keys: [keyOf(start)], threshold: 1, probes: 1 }];
    const grams = similarityGrams(textOf(similar.field, row[similar.field.id]));
    if (grams.length === 0) return [];
    const keys = [...new Set(grams.map((gram) => keyOf(`${start}\n${gram}`)))];
    const { threshold } = similar;
    return [{ way, keys, threshold, probes: probesNeeded(keys.length, threshold) }];
  });
}

function isMeant({ release, moment }: Context, { where }: DuplicateRuleModel, row: Row): boolean {
  if (!where) return true;
  return release.registry.rules.test(where.checked, {
    ...moment,
    row,
    names: {},
    related: () => undefined,
    relatedMany: () => [],
    segmentOf: () => undefined,
  });
}

function keyOf(text: string): string {
  return hash('sha1', text, 'buffer').readBigInt64BE().toString();
}

function textOf({ type, options }: FieldModel, value: unknown): string {
  return value === null || value === undefined ? '' : type.toText(value, options);
}

/** One text for all values that count as the same; '' for what matches nothing. */
function comparable(
  context: Context,
  field: FieldModel,
  how: DuplicateRuleModel['ways'][number]['parts'][number]['how'],
  ignoreTag: boolean,
  value: unknown,
): string {
  const text = textOf(field, value);
  if (text === '') return '';
  switch (how) {
    case 'exact':
      return field.valueType.kind === 'text' ? squeezed(fold(text)) : text;
    case 'company':
      return companyKey(text);
    case 'phone':
      return phoneKey(context, text);
    case 'email':
      return emailKey(text, ignoreTag);
  }
}

/** E.164, read with the region of the organisation; what is no number counts by its digits. */
function phoneKey({ release }: Context, text: string): string {
  const { organisation } = release.model;
  const phone = release.registry.fieldTypes.get('phone');
  const locale = {
    language: 'en',
    timeZone: organisation.timeZone,
    currency: organisation.currency,
    phoneRegion: organisation.phoneRegion,
  } as const;
  const number = phone?.parse(text, {}, locale);
  if (number?.ok && typeof number.value === 'string') return number.value;
  const digits = text.normalize('NFKC').replace(/\D/g, '');
  return digits.length < 5 ? '' : digits;
}

function emailKey(text: string, ignoreTag: boolean): string {
  const address = fold(text.trim().replace(/^mailto:/i, ''));
  const at = address.lastIndexOf('@');
  if (at <= 0) return '';
  const name = address.slice(0, at);
  const plus = ignoreTag ? name.indexOf('+') : -1;
  return (plus > 0 ? name.slice(0, plus) : name) + address.slice(at);
}
