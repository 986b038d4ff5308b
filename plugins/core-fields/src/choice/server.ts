import { sql } from '@tenon/expressions';
import { defineServerFieldType } from '@tenon/plugin-api';
import type { ChoiceOptions } from './index.ts';

export const choiceServer = defineServerFieldType<ChoiceOptions, string>({
  id: 'choice',
  columns: () => [{ suffix: '', type: 'text', collation: 'C' }],
  toDb: (value) => [value],
  fromDb: ([value]) => String(value),
  // The place in the list; literals, so that an index can be over the same expression. Removed choices come last.
  order([column], { choices }) {
    const ids = sql.join(choices.map(({ id }) => sql.literal(id)));
    const place = sql`array_position(array[${ids}]::text[], ${column})`;
    const last = sql.literal(String(choices.length + 1));
    return sql`case when ${column} is not null then coalesce(${place}, ${last}::integer) end`;
  },
});
