import type { EntityConfig, RecordBody } from '@tenon/model';
import { isEmpty } from '../../forms/index.ts';

/** Fields that a move asks for and the record lacks: of the transition that asks for the fewest, and by condition. */
export function missingFor(
  { constraints, fields }: EntityConfig,
  record: RecordBody,
  to: string,
  requiredBy: (values: RecordBody) => ReadonlySet<string>,
): readonly string[] {
  const { stages } = constraints;
  if (!stages) return [];
  const from = String(record[stages.field]);
  const writable = new Set(fields.filter(({ readOnly }) => !readOnly).map(({ id }) => id));
  const missing = stages.transitions
    .filter((one) => one.from.includes(from) && one.to.includes(to))
    .map(({ required }) => required.filter((id) => isEmpty(record[id]) && writable.has(id)));
  const [least = []] = missing.toSorted((a, b) => a.length - b.length);
  const byCondition = [...requiredBy({ ...record, [stages.field]: to })].filter(
    (id) => isEmpty(record[id]) && writable.has(id),
  );
  return [...new Set([...least, ...byCondition])];
}
