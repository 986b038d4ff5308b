import { orderedKinds, same } from '../signature.ts';
import { type Sql, sql } from '../sql.ts';
import type { Operator, SqlCall } from '../types.ts';
import { compareValues } from '../values/compare.ts';
import { comparands } from './numeric.ts';

/** What `<`, `<=`, `>` and `>=` have in common. Text is ordered by code point; an empty operand makes it false. */
export function ordering(
  id: string,
  label: Operator['label'],
  sign: Sql,
  holds: (comparison: number) => boolean,
  most: 2 | 3,
): Operator {
  return {
    id,
    label,
    values: {
      arity: { least: 2, most },
      slots: (count) => Array.from({ length: count }, () => same(orderedKinds)),
      result: { kind: 'boolean' },
      evaluate: (operands, { types }) => {
        for (let i = 1; i < operands.length; i++) {
          const a = operands[i - 1];
          const b = operands[i];
          if (a === null || b === null || !holds(compareValues(a, b, types[0]!))) return false;
        }
        return true;
      },
      sql: (operands, call) => {
        const [a, b, c] = comparands(operands, call) as [Sql, Sql, Sql | undefined];
        const pair = (x: Sql, y: Sql) =>
          call.types[0]!.kind === 'text'
            ? sql`${x} collate "C" ${sign} ${y} collate "C"`
            : sql`${x} ${sign} ${y}`;
        if (!c) return sql`(${pair(a, b)})`;
        if (isPlain(call)) return sql`(${pair(a, b)} and ${pair(b, c)})`;
        return sql`(select ${pair(a, sql`"middle"`)} and ${pair(sql`"middle"`, c)} from (select ${b} as "middle") "between")`;
      },
    },
  };
}

/** Whether the middle operand may be written twice without being computed twice. */
function isPlain({ nodes }: SqlCall): boolean {
  const middle = nodes[1]!;
  return middle.node === 'literal' || (middle.node === 'field' && middle.path.length === 1);
}
