import { sql } from '@tenon/expressions';
import type { Note, RowsKept } from './kept-rows.ts';

/** What people said of pairs: who is another than a merged record is another than the survivor. */
export const verdictsKept: RowsKept = {
  name: 'verdicts',
  async move({ tx, entity, survivor, others }) {
    const all = sql.value([survivor, ...others], 'uuid[]');
    const to = sql.value(survivor, 'uuid');
    const notes: Note[] = [];
    for (const other of others) {
      const from = sql.value(other, 'uuid');
      const rows = await tx.query<{ rule: string; third: string; had: boolean }>(sql`
        with said as (
          select p.*, case when p.a = ${from} then p.b else p.a end as third from tenon.duplicate_pairs p
          where p.entity = ${entity} and p.state = 'not-duplicate' and ${from} in (p.a, p.b)
        ), undecided as (
          select s.rule, s.third from said s join tenon.duplicate_pairs o
            on o.rule = s.rule and o.a = least(s.third, ${to}) and o.b = greatest(s.third, ${to}) and o.state = 'open'
        ), copied as (
          insert into tenon.duplicate_pairs as p (rule, entity, a, b, score, state, at, decided_by, decided_at)
          select rule, entity, least(third, ${to}), greatest(third, ${to}), score, state, at, decided_by, decided_at
          from said where third <> all(${all})
          on conflict (rule, a, b) do update set
            state = excluded.state, decided_by = excluded.decided_by, decided_at = excluded.decided_at
          where p.state = 'open'
          returning rule, a, b
        )
        select c.rule, s.third, o.rule is not null as had
        from copied c join said s on s.rule = c.rule and s.third in (c.a, c.b)
        left join undecided o on o.rule = c.rule and o.third = s.third`);
      for (const { rule, third, had } of rows)
        notes.push({ from: other, of: rule, about: third, had, row: {} });
    }
    return notes;
  },
  async putBack({ tx, survivor }, notes) {
    const to = sql.value(survivor, 'uuid');
    for (const { of: rule, about, had } of notes) {
      const third = sql.value(about, 'uuid');
      const pair = sql`rule = ${rule} and a = least(${third}, ${to}) and b = greatest(${third}, ${to}) and state = 'not-duplicate'`;
      await tx.query(
        had
          ? sql`update tenon.duplicate_pairs set state = 'open', decided_by = null, decided_at = null where ${pair}`
          : sql`delete from tenon.duplicate_pairs where ${pair}`,
      );
    }
  },
};
