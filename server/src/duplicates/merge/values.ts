/** What the survivor gets: what was chosen, and the links of all. */
import type { RecordBody } from '@tenon/model';
import type { Context } from '../../context.ts';
import { Mistakes, pointerTo } from '../../query/mistakes.ts';
import type { VisibleEntity } from '../../query/visible.ts';
import { type CheckedValues, checkBody } from '../../records/values/body.ts';
import { checkReferences } from '../../records/values/references.ts';
import type { MergePlan } from './request.ts';

export interface SurvivorValues {
  readonly values: CheckedValues;
  /** All of them stood in records before. */
  readonly kept: boolean;
}

export async function chosenValues(
  context: Context,
  entity: VisibleEntity,
  { survivor, others, choices }: MergePlan,
  seen: ReadonlyMap<string, RecordBody>,
  whole: ReadonlyMap<string, RecordBody>,
): Promise<SurvivorValues> {
  const mistakes = new Mistakes();
  const body: { [field: string]: unknown } = {};
  let kept = true;
  for (const [id, choice] of choices) {
    if ('value' in choice) {
      body[id] = choice.value;
      kept = false;
      continue;
    }
    if (choice.from === survivor && entity.fields.has(id)) continue;
    const source = seen.get(choice.from);
    const pointer = `/values${pointerTo(id)}`;
    if (!source) mistakes.add(`${pointer}/from`, 'invalid', 'This is none of the records that are merged');
    else if (entity.fields.get(id)?.type.secret)
      mistakes.add(pointer, 'sealed', 'A sealed value does not leave its record');
    else body[id] = source[id] ?? null;
  }
  // People choose as they would write.
  const values = checkBody({ ...context, source: 'api' }, entity, body, mistakes, '/values');
  await checkReferences(context, entity, values, mistakes, '/values');
  mistakes.throwIfAny('invalid-values', 'Some values are not valid');
  joinLinks(entity, survivor, others, whole, values);
  return { values, kept };
}

/** Links of all records go to the survivor where nothing was chosen; it is not linked with itself by way of the others. */
function joinLinks(
  { entity }: VisibleEntity,
  survivor: string,
  others: readonly string[],
  whole: ReadonlyMap<string, RecordBody>,
  values: CheckedValues,
): void {
  const gone = new Set(others);
  const own = whole.get(survivor);
  for (const field of entity.fields.values()) {
    if (field.system || field.computed) continue;
    const isHere = field.relation?.entity === entity.id;
    const given = values.has(field.id) ? values.get(field.id) : own?.[field.id];
    if (field.storage.kind === 'link') {
      const lists = values.has(field.id)
        ? [given]
        : [given, ...others.map((id) => whole.get(id)?.[field.id])];
      const ids = new Set(lists.flatMap((list) => (Array.isArray(list) ? list.map(String) : [])));
      if (isHere)
        for (const id of [...gone, survivor])
          if (ids.has(id) && !isOwnLink(own, field.id, id)) ids.delete(id);
      if (isHere) for (const id of gone) ids.delete(id);
      values.set(field.id, ids.size > 0 ? [...ids].sort() : null);
    } else if (field.storage.kind === 'column' && refersTo(given, entity.id, isHere, gone)) {
      values.set(field.id, null);
    }
  }
}

const isOwnLink = (own: RecordBody | undefined, field: string, id: string): boolean => {
  const list = own?.[field];
  return Array.isArray(list) && list.includes(id);
};

function refersTo(value: unknown, entity: string, isHere: boolean, gone: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return isHere && gone.has(value);
  if (typeof value !== 'object' || value === null) return false;
  const { entity: to, id } = value as { readonly entity?: unknown; readonly id?: unknown };
  return to === entity && typeof id === 'string' && gone.has(id);
}
