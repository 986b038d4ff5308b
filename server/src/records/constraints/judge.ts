/**
 * The one place where records are held against the constraints of their entity, whatever way they are written: what can
 * be told from the values is told before anything is written, what needs other records once it is, in the same
 * transaction.
 */
import type { Row } from '@tenon/expressions';
import type { EntityModel } from '@tenon/model';
import type { Context } from '../../context.ts';
import type { LiveRelease } from '../../releases/live.ts';
import { findRecords } from '../find.ts';
import { isSame } from '../values/same.ts';
import type { Check, Fault, Holds, Judged } from './check.ts';
import { checksOf } from './checks.ts';
import { type Condition, holdInTables, holdsInMemory } from './conditions.ts';

/** A write that is about to happen. */
export interface Draft {
  readonly id: string;
  readonly action: 'create' | 'update' | 'restore' | 'undo';
  /** The record as it is, as far as it was read; undefined for a new one. */
  readonly before: Row | undefined;
  /** Canonical values of what is written. */
  readonly values: ReadonlyMap<string, unknown>;
}

export interface Finding extends Fault {
  readonly draft: Draft;
}

export interface Judgement {
  /** What can be told before anything is written. */
  readonly findings: readonly Finding[];
  /** Whether something is left to be asked of what was written. */
  readonly isOpen: boolean;
  /** The rest, for those of the drafts that were written; in the transaction of the write. */
  written(within: Context, drafts: readonly Draft[]): Promise<readonly Finding[]>;
}

const nothing: Judgement = { findings: [], isOpen: false, written: async () => [] };

export async function judge(
  context: Context,
  entityId: string,
  drafts: readonly Draft[],
): Promise<Judgement> {
  const checks = compiled(context.release, entityId);
  if (checks.all.length === 0 || drafts.length === 0) return nothing;
  const all = await judgedOf(context, checks, drafts);
  const asked = [...all].flatMap(([draft, one]) =>
    checks.all
      .filter((check) => check.concerns(one, context))
      .map((check) => ({ draft, one, check, about: check.asks?.(one, context) ?? check.conditions })),
  );
  const open = asked.filter(isDeferred);
  // How things were is gone once the write is done.
  const past = await holdInTables(
    context,
    entityId,
    open.flatMap(({ check, draft }) => (check.looksBack && draft.action === 'update' ? [draft.id] : [])),
    deferredOf(open.filter(({ check }) => check.looksBack)),
  );

  function faults(
    { one, check }: (typeof asked)[number],
    within: Context,
    present: (condition: Condition, id: string) => boolean,
  ): readonly Fault[] {
    const holds: Holds = (condition, row) => {
      if (!condition.inMemory) return (row === 'before' ? past : present)(condition, one.id);
      return holdsInMemory(within, condition, row === 'before' ? (one.before ?? {}) : one.after);
    };
    return check.judge(one, holds, within);
  }

  return {
    findings: asked
      .filter((question) => !isDeferred(question))
      .flatMap((question) =>
        faults(question, context, () => false).map((fault) => ({ ...fault, draft: question.draft })),
      ),
    isOpen: open.length > 0,
    async written(within, done) {
      const wanted = new Set(done);
      const left = open.filter(({ draft }) => wanted.has(draft));
      const ids = [...new Set(left.map(({ draft }) => draft.id))];
      const present = await holdInTables(within, entityId, ids, deferredOf(left));
      return left.flatMap((question) =>
        faults(question, within, present).map((fault) => ({ ...fault, draft: question.draft })),
      );
    },
  };
}

interface About {
  readonly about: readonly Condition[];
}

const isDeferred = ({ about }: About): boolean => about.some(({ inMemory }) => !inMemory);

function deferredOf(questions: readonly About[]): readonly Condition[] {
  const conditions = questions.flatMap(({ about }) => about);
  return [...new Set(conditions.filter(({ inMemory }) => !inMemory))];
}

interface Compiled {
  readonly entity: EntityModel | undefined;
  readonly all: readonly Check[];
  /** Fields of the record that the checks look at in memory. */
  readonly needed: readonly string[];
}

function compiled(release: LiveRelease, entityId: string): Compiled {
  return release.memo(`constraints:${entityId}`, () => {
    const entity = release.model.entities.get(entityId);
    if (!entity) return { entity, all: [], needed: [] };
    const all = checksOf(release, entity);
    const { conditions, recordTypes, stages } = entity.constraints;
    const needed = new Set([
      ...all.flatMap((check) =>
        check.conditions.flatMap(({ inMemory, reads }) => (inMemory ? [...reads] : [])),
      ),
      ...conditions.keys(),
      ...(recordTypes ? [recordTypes.field.id] : []),
      ...[...(recordTypes?.types.values() ?? [])].flatMap(({ choices }) => [...choices.keys()]),
      ...(stages ? [stages.field.id] : []),
      ...(stages?.transitions.flatMap(({ required }) => required.map(({ id }) => id)) ?? []),
    ]);
    return { entity, all, needed: [...needed] };
  });
}

/** Records as they were and as they will be, hidden fields included. */
async function judgedOf(
  context: Context,
  { entity, needed }: Compiled,
  drafts: readonly Draft[],
): Promise<ReadonlyMap<Draft, Judged>> {
  const partial = drafts.filter(
    ({ before }) => before && needed.some((field) => !Object.hasOwn(before, field)),
  );
  const hidden = new Set(
    partial.flatMap(({ before }) => needed.filter((field) => !Object.hasOwn(before ?? {}, field))),
  );
  const paths = ['id', ...hidden].flatMap((id) => {
    const field = entity?.fields.get(id);
    return field && field.storage.kind !== 'inverse' ? [{ path: id, steps: [field], field }] : [];
  });
  const found =
    hidden.size > 0 && entity
      ? await findRecords(
          context,
          entity.id,
          partial.map(({ id }) => id),
          { paths, rows: 'any', unread: true },
        )
      : [];
  const rest = new Map(found.map(({ record }) => [record.id, record]));
  return new Map(drafts.map((draft) => [draft, judged(draft, rest.get(draft.id))]));
}

const ways = { create: 'new', update: 'changed', restore: 'restored', undo: 'undone' } as const;

function judged({ id, action, before, values }: Draft, rest: Row | undefined): Judged {
  const was = before && { ...rest, ...before };
  const after = { ...was, ...Object.fromEntries(values) };
  const changed = [...values].filter(([field, value]) => !isSame(was?.[field] ?? null, value ?? null));
  return {
    id,
    way: ways[action],
    before: was,
    after,
    changed: new Set(changed.map(([field]) => field)),
  };
}
