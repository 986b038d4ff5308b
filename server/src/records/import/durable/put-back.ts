/** Values that an import wrote over are put back, as far as nobody has changed them since and nothing speaks against it. */
import type { FieldModel, RecordBody } from '@tenon/model';
import type { Context } from '../../../context.ts';
import type { Transaction } from '../../../database/index.ts';
import { physicalEntity } from '../../../query/compile/columns.ts';
import { rightsOf } from '../../../query/rights.ts';
import { isVisible } from '../../../query/visible.ts';
import type { OwnerChange, RecordsDependencies } from '../../operation.ts';
import { checkValue } from '../../values/field-values.ts';
import { readableIds } from '../../values/references.ts';
import { isSame } from '../../values/same.ts';
import type { Changes, Write } from '../../write.ts';
import { type Refusal, writeHeld } from '../write-held.ts';
import { addLeft, type Left } from './left.ts';

export interface PuttingBack {
  readonly deps: RecordsDependencies;
  /** Of who takes the import back. */
  readonly context: Context;
  /** The same person, for whom nothing is hidden: whether a state is sound is no matter of who looks. */
  readonly system: Context;
  readonly tx: Transaction;
  /** The import. */
  readonly id: string;
  readonly entity: string;
}

export interface Updated {
  readonly record_id: string;
  readonly changes: Changes;
}

export interface Outcome {
  readonly done: number;
  readonly left: number;
}

/** `records` are those that are live, with every field, and locked. */
export async function putBackUpdated(
  putting: PuttingBack,
  updated: readonly Updated[],
  records: ReadonlyMap<string, RecordBody>,
): Promise<Outcome> {
  const { deps, context, system, tx, id, entity } = putting;
  if (updated.length === 0) return { done: 0, left: 0 };
  const left: Left[] = [];
  const writes: Write[] = [];
  const at = deps.now();
  const gone = await goneReferences(putting, updated);
  for (const { record_id, changes } of updated) {
    const record = records.get(record_id);
    if (!record) {
      left.push({ entity, record: record_id, fields: Object.keys(changes), reason: 'deleted-since' });
      continue;
    }
    const values = new Map<string, unknown>();
    const back: { [field: string]: readonly [unknown, unknown] } = {};
    const stays = new Map<string, string[]>();
    for (const [field, [before, after]] of Object.entries(changes)) {
      const reason = reasonToStay(putting, record, field, before ?? null, after ?? null, gone);
      if (reason === 'removed') continue;
      if (reason !== undefined) {
        stays.set(reason, [...(stays.get(reason) ?? []), field]);
        continue;
      }
      values.set(field, before);
      back[field] = [after, before];
    }
    for (const [reason, fields] of stays) left.push({ entity, record: record_id, fields, reason });
    if (values.size === 0) continue;
    const { version } = record;
    writes.push({ entity, id: record_id, action: 'update', values, changes: back, version, at });
  }
  const also = async (written: readonly Write[]) => {
    const moved = written.flatMap(({ id: record, changes }): OwnerChange[] => {
      const [from, to] = (changes.owner ?? []) as [string | null, string | null];
      return changes.owner ? [{ entity, record, from, to }] : [];
    });
    if (moved.length > 0) await deps.ownership.record(context, moved);
  };
  const holding = { context, tx, entity, action: 'undo', before: records, judging: system, also } as const;
  const refused = await writeHeld(holding, writes);
  for (const { id: record, values } of writes) {
    const reasons = refused.get(record);
    if (reasons) left.push({ entity, record, fields: [...values.keys()], ...told(putting, reasons) });
  }
  await addLeft(tx, id, left);
  return { done: writes.length - refused.size, left: left.length };
}

/** Why a value stays as the import left it; `removed` when its field is no more. */
function reasonToStay(
  { context, entity }: PuttingBack,
  record: RecordBody,
  id: string,
  before: unknown,
  after: unknown,
  gone: ReadonlySet<string>,
): string | undefined {
  const physical = physicalEntity(context.release, entity).fields.get(id);
  if (!physical) return 'removed';
  const { field, serverType } = physical;
  if (serverType.keeping) return 'sealed';
  if (!isSame(record[id] ?? null, after)) return 'changed-since';
  if (before === null) return field.required ? 'required' : undefined;
  if (referredTo(field, before).some(({ id: other }) => gone.has(other))) return 'unknown-reference';
  // What a field takes may be another than it was.
  return checkValue(context.release, field, before, context.locale).ok ? undefined : 'invalid-value';
}

function referredTo(
  field: FieldModel,
  value: unknown,
): readonly { readonly entity: string; readonly id: string }[] {
  if (value === null || value === undefined) return [];
  if (field.type.refersTo) return [value as { readonly entity: string; readonly id: string }];
  const target = field.relation?.entity;
  return target === undefined ? [] : [value].flat().map((id) => ({ entity: target, id: String(id) }));
}

/** Records that old values refer to and that were deleted since. */
async function goneReferences(
  { system, entity }: PuttingBack,
  updated: readonly Updated[],
): Promise<ReadonlySet<string>> {
  const { model } = system.release;
  const fields = model.entities.get(entity)?.fields;
  const wanted = new Map<string, Set<string>>();
  for (const { changes } of updated)
    for (const [id, [before]] of Object.entries(changes)) {
      const field = fields?.get(id);
      if (!field || field.storage.kind === 'inverse') continue;
      for (const { entity: target, id: other } of referredTo(field, before)) {
        if (!model.entities.has(target)) continue;
        wanted.set(target, (wanted.get(target) ?? new Set()).add(other));
      }
    }
  if (wanted.size === 0) return new Set();
  const live = await readableIds(system, wanted);
  const gone = [...wanted].flatMap(([target, ids]) => [...ids].filter((id) => !live.get(target)?.has(id)));
  return new Set(gone);
}

/** Reasons that have a sentence of their own, whatever the constraint says. */
const known = ['not-unique', 'unique-conflict', 'duplicate', 'invalid-value'];

function told(
  { context, entity }: PuttingBack,
  reasons: readonly Refusal[],
): Pick<Left, 'reason' | 'message'> {
  const fields = context.release.model.entities.get(entity)?.fields;
  const isKnown = ({ field: id }: Refusal): boolean => {
    const field = id === undefined ? undefined : fields?.get(id);
    return field === undefined || isVisible(field, rightsOf(context));
  };
  const [first] = reasons;
  const messages = new Set(
    reasons.flatMap((reason) => (known.includes(reason.code) || !isKnown(reason) ? [] : reason.message)),
  );
  const message = [...messages].join('\n');
  return { reason: first?.code ?? 'rule-broken', ...(message !== '' && { message }) };
}
