/** Which fields of a configuration take over values of the live one, and how each value becomes one of the new field. */
import { type FieldModel, planProblem } from '@tenon/model';
import type { Locale, ServerRegistry } from '@tenon/plugin-api';
import { TenonError } from '../errors.ts';
import { checkValue } from '../records/values/field-values.ts';
import type { Carried, Carrier } from '../tables/carry.ts';
import { takerOf } from '../tables/changes.ts';
import type { Sources } from '../tables/diff.ts';
import { type Adjustments, isAgreed } from './adjustments.ts';
import type { LiveRelease } from './live.ts';

export interface Passing {
  readonly live: LiveRelease;
  readonly target: LiveRelease;
  readonly adjustments: Adjustments;
}

/** The fields whose columns are filled from those of a field of the live release. */
export function sourcesOf(
  { live, target, adjustments }: Passing,
  generations: ReadonlyMap<string, number>,
): Sources {
  const sources = new Map<string, { of: string; generation: number; always: boolean }>();
  for (const entity of target.model.entities.values()) {
    const before = live.model.entities.get(entity.id);
    if (!before) continue;
    for (const field of entity.fields.values()) {
      const of = `${entity.id}.${field.id}`;
      const renamed = adjustments.renames.get(of);
      if (renamed !== undefined && before.fields.has(field.id)) throw refused(of, renamed);
      const old = before.fields.get(renamed ?? field.id);
      if (renamed !== undefined && (!old || !canCarry(old, field, target.registry)))
        throw refused(of, renamed);
      const generation = generations.get(`${entity.id}.${old?.id}`);
      if (!old || old.system || generation === undefined || !canCarry(old, field, target.registry)) continue;
      const always = renamed !== undefined || (adjustments.values.has(of) && !isTurned(old, field));
      if (!always && old.type.id === field.type.id && !isTurned(old, field)) continue;
      sources.set(of, { of: `${entity.id}.${old.id}`, generation, always });
    }
  }
  return sources;
}

function refused(of: string, from: string): TenonError {
  return new TenonError('invalid-input', `${of} cannot take over the values of ${from}`, {
    errors: [
      { pointer: '/renames', code: 'invalid', message: `${of} cannot take over the values of ${from}` },
    ],
  });
}

/** Whether values of one field can become values of the other by way of their texts, or are the same already. */
export function canCarry(from: FieldModel, to: FieldModel, registry: ServerRegistry): boolean {
  if (!isStored(from) || !isStored(to) || to.system || to.keptBy) return false;
  if (from.storage.kind === 'link' || to.storage.kind === 'link') return isSame(from, to);
  if (isSame(from, to))
    return to.type.secret !== true && !registry.serverFieldTypes.require(to.type.id).renewal;
  const [reads, writes] = [from, to].map(({ type }) => registry.serverFieldTypes.require(type.id));
  if ([from, to].some(({ type, relation }) => relation || type.refersTo || type.secret)) return false;
  if (to.type.assigned || (writes?.keeping && !writes.keeping.toDbSuffices)) return false;
  return !reads?.keeping || reads.keeping.toDbSuffices === true || from.type.assigned === true;
}

const isStored = ({ storage, computed }: FieldModel) =>
  storage.kind !== 'inverse' && storage.kind !== 'computed' && !computed;

/** Whether a relation to one becomes one to many, or the other way round. */
export function isTurned(from: FieldModel, to: FieldModel): boolean {
  const kinds = [from, to].map(({ storage }) => storage.kind);
  return isSame(from, to) && kinds.includes('link') && kinds.includes('column');
}

const isSame = (from: FieldModel, to: FieldModel) =>
  from.type.id === to.type.id && from.relation?.entity === to.relation?.entity;

export function localeOf({ model }: LiveRelease): Locale {
  const { timeZone, currency, phoneRegion } = model.organisation;
  return { language: 'en', timeZone, currency, phoneRegion };
}

/** Works out values of `to` from what the columns of `from` hold. */
export function converterOf(
  { target, adjustments }: Passing,
  from: FieldModel,
  to: FieldModel,
): (stored: readonly unknown[]) => Carried {
  const { registry } = target;
  const [reads, writes] = [
    registry.serverFieldTypes.require(from.type.id),
    registry.serverFieldTypes.require(to.type.id),
  ];
  const locale = localeOf(target);
  const mapping = adjustments.values.get(`${to.entity}.${to.id}`) ?? new Map<string, string>();
  const empty = writes.columns(to.options).map(() => null);
  const parsed = (text: string): Carried => {
    const read = to.type.parse(text, to.options, locale);
    const check = read.ok ? checkValue(target, to, read.value, locale) : read;
    if (!check.ok) return { ok: false, lost: text };
    return { ok: true, stored: check.value === null ? empty : writes.toDb(check.value, to.options) };
  };
  // A record that is paired with several has none that could be the one.
  if (from.storage.kind === 'link')
    return ([ids]) =>
      String(ids ?? '').includes(',')
        ? { ok: false, lost: String(ids) }
        : { ok: true, stored: [ids ?? null] };
  return (stored) => {
    if (stored.every((value) => value === null)) {
      const given = mapping.get('');
      return given === undefined ? { ok: true, stored: empty } : parsed(given);
    }
    let text: string;
    let value: unknown;
    try {
      value = reads.fromDb(stored, from.options);
      text = from.type.toText(value, from.options);
    } catch {
      return isSame(from, to) ? { ok: true, stored } : { ok: false, lost: String(stored[0]) };
    }
    const mapped = mapping.get(text) ?? mappedList(value, mapping);
    if (mapped !== undefined) return parsed(mapped);
    return isSame(from, to) ? { ok: true, stored } : parsed(text);
  };
}

/** Lists are mapped item by item. */
function mappedList(value: unknown, mapping: ReadonlyMap<string, string>): string | undefined {
  if (!Array.isArray(value) || !value.some((item) => mapping.has(String(item)))) return undefined;
  const items = value.map((item) => mapping.get(String(item)) ?? String(item));
  return [...new Set(items)].filter((item) => item !== '').join('; ');
}

export function carrierOf(passing: Passing, staged: ReadonlySet<string>): Carrier {
  const converters = new Map<string, (stored: readonly unknown[]) => Carried>();
  return {
    isStaged: (change) => staged.has(takerOf(change)),
    readsEmpty: (change) => passing.adjustments.values.get(takerOf(change))?.has('') ?? false,
    convert(change, stored) {
      const of = takerOf(change);
      let convert = converters.get(of);
      if (!convert) {
        const [from, to] = [fieldOf(passing.live, change.source.of), fieldOf(passing.target, of)];
        convert = converterOf(passing, from, to);
        converters.set(of, convert);
      }
      return convert(stored);
    },
    lost(change, count) {
      const of = takerOf(change);
      if (isAgreed(passing.adjustments, `losing:${of}`)) return;
      const { entity, id, type } = fieldOf(passing.target, of);
      const details = { field: id, to: type.id, count };
      const problem = planProblem('conversion-loses', { kind: 'entity', id: entity }, '', details);
      throw new TenonError('invalid-configuration', problem.message, { problems: [problem] });
    },
  };
}

function fieldOf({ model }: LiveRelease, of: string): FieldModel {
  const [entity = '', id = ''] = of.split('.');
  const field = model.entities.get(entity)?.fields.get(id);
  if (!field) throw new TypeError(`There is no field ${of}`);
  return field;
}
