/** What a publish means for the records that are there: how many, which, and what can be done about it. */
import type { Expression, Problem } from '@tenon/documents';
import { sql } from '@tenon/expressions';
import { type EntityModel, type FieldModel, type ImpactBody, planProblem } from '@tenon/model';
import type { Database } from '../database/index.ts';
import { checkValue } from '../records/values/field-values.ts';
import { type CarryColumns, type TableChange, takerOf } from '../tables/changes.ts';
import { duplicateGroups } from '../tables/checks.ts';
import type { PhysicalField } from '../tables/physical.ts';
import type { ActualTables } from '../tables/shape.ts';
import { isAgreed } from './adjustments.ts';
import { canCarry, converterOf, isTurned, localeOf, type Passing } from './carrying.ts';
import { titles } from './impact-titles.ts';
import { linkedToSeveral } from './link-impact.ts';
import type { LiveRelease } from './live.ts';
import { rulesBroken } from './rule-impact.ts';

const mostSamples = 20;
const mostValues = 50;

export interface ImpactInput {
  readonly passing: Passing;
  readonly changes: readonly TableChange[];
  readonly actual: ActualTables;
  readonly now: string;
  /** Only what has to be agreed to and no conversion finds by itself. */
  readonly agreements?: boolean;
}

/** All but what it is called. */
export type Impact = Omit<ImpactBody, 'label'>;
type Finding = Omit<Impact, 'id' | 'agreed'>;

export async function impactOf(db: Database, input: ImpactInput): Promise<readonly Impact[]> {
  const { live, target, adjustments } = input.passing;
  const findings: Finding[] = [];
  for (const entity of live.model.entities.values()) {
    if (input.actual.get(`records.${entity.id}`)?.empty !== false) continue;
    const after = target.model.entities.get(entity.id);
    if (!after) continue;
    for (const field of entity.fields.values())
      findings.push(...(await ofField(db, input, entity, after, field)));
    if (input.agreements) continue;
    findings.push(...(await rulesBroken(db, live, target, entity, after, input.now)));
  }
  if (!input.agreements) findings.push(...(await unequal(db, input)));
  return findings.map((finding) => {
    const id = `${finding.kind}:${finding.entity}.${finding.of}`;
    return { id, ...finding, agreed: isAgreed(adjustments, id) };
  });
}

/** What has to be agreed to keeps the publish back until it is. */
export function decisions(
  impact: readonly Impact[],
  target: LiveRelease,
  pointerTo: (entity: string, field: string) => string = () => '',
): readonly Problem[] {
  const codes = { losing: 'conversion-loses', keeping: 'options-keep' } as const;
  return impact.flatMap(({ kind, entity, of, records, mustAgree, agreed }): readonly Problem[] => {
    if (!mustAgree || (kind !== 'losing' && kind !== 'keeping')) return [];
    const type = target.model.entities.get(entity)?.fields.get(of)?.type.id ?? '';
    const details = { field: of, to: type, count: records };
    const hint = 'Agree to it, or say what becomes of the values.';
    const problem = planProblem(codes[kind], { kind: 'entity', id: entity }, pointerTo(entity, of), details, {
      hint,
    });
    return [agreed ? { ...problem, severity: 'warning' } : problem];
  });
}

async function ofField(
  db: Database,
  input: ImpactInput,
  before: EntityModel,
  after: EntityModel,
  field: FieldModel,
): Promise<readonly Finding[]> {
  const { live, target, adjustments } = input.passing;
  const place = live.physical.entities.get(before.id)?.fields.get(field.id);
  if (field.system || field.computed || !place || (place.columns.length === 0 && !place.link)) return [];
  const to = after.fields.get(field.id);
  const of = `${before.id}.${field.id}`;
  if (!to && input.agreements) return [];
  if (!to) {
    const taken = [...adjustments.renames].some(
      ([name, from]) => name.startsWith(`${before.id}.`) && from === field.id,
    );
    return taken ? [] : await removed(db, input.passing, before, after, place);
  }
  if (to.computed) return [];
  const change = input.changes.find(
    (one): one is CarryColumns => one.kind === 'carry_columns' && takerOf(one) === of,
  );
  const found: Finding[] = [];
  if (change && input.agreements) return [];
  if (change?.pairs !== undefined) {
    const several = await linkedToSeveral(db, live, place);
    if (several.records > 0)
      found.push(finding('losing', place, several, { mustAgree: true, filter: moreThanOne(field) }));
  } else if (change) {
    const lost = await scan(db, live, place, converterOf(input.passing, field, to));
    if (lost.records > 0) found.push(finding('losing', place, lost, { mustAgree: true, mappable: true }));
  } else if (isLeftBehind(input.changes, of)) {
    const lost = await scan(db, live, place, () => ({ ok: false }));
    if (lost.records > 0) found.push(finding('losing', place, lost, { mustAgree: true }));
  } else if (!isTurned(field, to) && isNarrower(field, to)) {
    const kept = await scan(db, live, place, staysValid(target, place, to));
    const mappable = !place.link && canCarry(field, to, target.registry);
    // An option that is gone is a decision about records; any other bound is asked of the next edit.
    const mustAgree = optionsOf(to) !== undefined;
    if (kept.records > 0) found.push(finding('keeping', place, kept, { mustAgree, mappable }));
  }
  if (input.agreements) return found;
  if (to.required && !field.required && place.columns.length > 0) {
    const given = adjustments.values.get(of)?.has('') ?? false;
    const empty = given ? undefined : await empties(db, live, place);
    if (empty && empty.records > 0) {
      const mappable = !isTurned(field, to) && canCarry(field, to, target.registry);
      found.push({ ...finding('empty', place, empty, { mappable }), filter: { empty: [{ var: field.id }] } });
    }
  }
  const stages = before.constraints.stages;
  const next = after.constraints.stages;
  if (next?.field.id === field.id) {
    const wayOut = (model: typeof next, stage: string) =>
      model.transitions.some(({ from }) => from.includes(stage));
    const stuck = next.stages.filter(
      (stage) => !wayOut(next, stage) && stages?.field.id === field.id && wayOut(stages, stage),
    );
    if (stuck.length > 0) {
      const held = await scan(db, live, place, ([value]) => ({ ok: !stuck.includes(String(value)) }));
      if (held.records > 0)
        found.push({ ...finding('stage', place, held), filter: { in: [{ var: field.id }, stuck] } });
    }
  }
  return found;
}

function isLeftBehind(changes: readonly TableChange[], of: string): boolean {
  const retired = changes.some(
    (change) => (change.kind === 'retire_column' || change.kind === 'retire_table') && change.mark.of === of,
  );
  const made = changes.some(
    (change) =>
      (change.kind === 'add_column' && change.column.mark?.of === of) ||
      (change.kind === 'create_table' && change.table.mark.of === of),
  );
  return retired && made;
}

const optionsOf = ({ options }: FieldModel): readonly string[] | undefined => {
  const { choices } = options as { readonly choices?: readonly { readonly id: string }[] };
  return Array.isArray(choices) ? choices.map(({ id }) => id) : undefined;
};

/** Whether options changed so that values which were fine may not be any more. */
function isNarrower(before: FieldModel, after: FieldModel): boolean {
  if (before.type.id !== after.type.id) return false;
  const [were, are] = [optionsOf(before), optionsOf(after)];
  if (were && are) return were.some((id) => !are.includes(id));
  return (
    JSON.stringify(before.type.valueSchema(before.options)) !==
      JSON.stringify(after.type.valueSchema(after.options)) ||
    JSON.stringify(before.options) !== JSON.stringify(after.options)
  );
}

function staysValid(target: LiveRelease, { field, serverType }: PhysicalField, to: FieldModel) {
  const locale = localeOf(target);
  return (stored: readonly unknown[]) => {
    try {
      return { ok: checkValue(target, to, serverType.fromDb(stored, field.options), locale).ok };
    } catch {
      return { ok: false };
    }
  };
}

interface Scan {
  readonly total: number;
  readonly records: number;
  readonly values: ReadonlyMap<string, number>;
  readonly sample: { id: string; title: string; value: string }[];
}

/** Reads all records that hold a value and keeps those for which `passes` says no. */
async function scan(
  db: Database,
  live: LiveRelease,
  place: PhysicalField,
  passes: (stored: readonly unknown[]) => { readonly ok: boolean },
): Promise<Scan> {
  const { field, serverType, columns, link } = place;
  const [values, sample] = [new Map<string, number>(), [] as Scan['sample']];
  let [total, records] = [0, 0];
  if (link) {
    const [row] = await db.query<{ n: string }>(sql`select count(distinct from_id) as n from ${link.table}`);
    const n = passes([]).ok ? 0 : Number(row?.n);
    return { total: Number(row?.n), records: n, values, sample };
  }
  const entity = live.physical.entities.get(field.entity);
  if (!entity) return { total, records, values, sample };
  const { listed, titleOf } = titles(entity.fields.get(entity.entity.titleField.id), live);
  const own = columns.map(
    ({ name, spec }, index) => sql`${sql.id(name)}::${sql.type(spec.type)} as ${sql.id(`c${index}`)}`,
  );
  const filled = sql.join(
    columns.map(({ name }) => sql`${sql.id(name)} is not null`),
    ' or ',
  );
  const statement = sql`
    select ${sql.join([sql`id`, sql`deleted_at is null as live`, ...listed, ...own])} from ${entity.table} where ${filled}`;
  for await (const rows of db.stream<{ id: string; live: boolean; [column: string]: unknown }>(
    statement,
    2_000,
  )) {
    for (const row of rows) {
      total++;
      const stored = columns.map((_column, index) => row[`c${index}`] ?? null);
      if (passes(stored).ok) continue;
      records++;
      const text = shown(serverType, field, stored);
      for (const value of optionsOf(field) && Array.isArray(stored[0]) ? stored[0].map(String) : [text]) {
        if (values.size < 10_000 || values.has(value)) values.set(value, (values.get(value) ?? 0) + 1);
      }
      if (row.live && sample.length < mostSamples)
        sample.push({ id: row.id, title: titleOf(row), value: text });
    }
  }
  return { total, records, values, sample };
}

function shown(
  serverType: PhysicalField['serverType'],
  field: FieldModel,
  stored: readonly unknown[],
): string {
  if (field.type.secret) return '•••';
  try {
    return field.type.toText(serverType.fromDb(stored, field.options), field.options).slice(0, 200);
  } catch {
    return String(stored[0]).slice(0, 200);
  }
}

function finding(
  kind: Finding['kind'],
  { field }: PhysicalField,
  { total, records, values, sample }: Scan,
  rest: Partial<Finding> = {},
): Finding {
  const most = [...values].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, mostValues);
  return {
    kind,
    entity: field.entity,
    of: field.id,
    total,
    records,
    mustAgree: false,
    values: most.map(([value, n]) => ({ value, records: n })),
    sample,
    filter: filterOf(field, most.length === values.size ? most.map(([value]) => value) : undefined),
    mappable: false,
    renames: [],
    ...rest,
  };
}

const moreThanOne = ({ id }: FieldModel): Expression => ({ '>': [{ count: [id] }, 1] });

/** A condition that finds records by what they hold, where the rule language can say it. */
function filterOf(field: FieldModel, values: readonly string[] | undefined): Expression | null {
  if (!values || values.length === 0) return null;
  const options = optionsOf(field);
  if (options && values.some((value) => !options.includes(value))) return null;
  if (field.valueType.kind === 'text' || field.valueType.kind === 'choice')
    return { in: [{ var: field.id }, [...values]] };
  if (field.valueType.kind === 'number' && values.every((value) => Number.isFinite(Number(value))))
    return { in: [{ var: field.id }, values.map(Number)] };
  return null;
}

async function empties(db: Database, live: LiveRelease, place: PhysicalField): Promise<Scan | undefined> {
  const entity = live.physical.entities.get(place.field.entity);
  if (!entity) return undefined;
  const { listed, titleOf } = titles(entity.fields.get(entity.entity.titleField.id), live);
  const empty = sql.join(
    place.columns.map(({ name }) => sql`${sql.id(name)} is null`),
    ' and ',
  );
  const [row] = await db.query<{ total: string; n: string }>(sql`
    select count(*) as total, count(*) filter (where ${empty}) as n from ${entity.table} where deleted_at is null`);
  const rows = await db.query<{ id: string; [column: string]: unknown }>(sql`
    select ${sql.join([sql`id`, ...listed])} from ${entity.table} where deleted_at is null and ${empty} order by id limit ${mostSamples}`);
  return {
    total: Number(row?.total),
    records: Number(row?.n),
    values: new Map(),
    sample: rows.map((one) => ({ id: one.id, title: titleOf(one), value: '' })),
  };
}

/** A field that goes with its values, and the new fields that could take them over. */
async function removed(
  db: Database,
  { live, target }: Passing,
  before: EntityModel,
  after: EntityModel,
  place: PhysicalField,
): Promise<readonly Finding[]> {
  const held = await scan(db, live, place, () => ({ ok: false }));
  if (held.records === 0) return [];
  const renames = [...after.fields.values()].filter(
    (field) => !before.fields.has(field.id) && canCarry(place.field, field, target.registry),
  );
  return [{ ...finding('removed', place, held), renames: renames.map(({ id }) => id) }];
}

/** Values that are to be unique and are not, of columns as they stand. */
async function unequal(db: Database, { changes, actual, passing }: ImpactInput): Promise<readonly Finding[]> {
  const { live, target } = passing;
  const found: Finding[] = [];
  for (const { entity: id, of, groups, records, where } of await duplicateGroups(
    db,
    { changes, actual },
    mostSamples,
  )) {
    const entity = live.physical.entities.get(id);
    const after = target.model.entities.get(id);
    if (!entity || !after) continue;
    const { listed, titleOf } = titles(entity.fields.get(entity.entity.titleField.id), live);
    const rows = await db.query<{ id: string; value: string; [column: string]: unknown }>(sql`
      select ${sql.join([sql`id`, sql`${where.text} as value`, ...listed])} from ${entity.table}
      where deleted_at is null and ${where.text} = any(${sql.value(
        groups.map(({ value }) => value),
        'text[]',
      )})
      order by value, id limit ${mostSamples}`);
    const field = entity.entity.fields.get(of);
    found.push({
      kind: 'equal',
      entity: id,
      of,
      total: records,
      records,
      mustAgree: false,
      values: groups,
      sample: rows.map((row) => ({ id: row.id, title: titleOf(row), value: row.value })),
      filter:
        field && groups.length < mostSamples
          ? filterOf(
              field,
              groups.map(({ value }) => value),
            )
          : null,
      mappable: false,
      renames: [],
    });
  }
  return found;
}
