import { sql } from '@tenon/expressions';
import { liveStates } from '../../work/tasks/store.ts';
import type { Note, RowsKept } from './kept-rows.ts';

/**
 * Records that wait for an assignment rule: the survivor waits in their place, unless it waits already or has the task that
 * they wait for.
 */
export const waitingKept: RowsKept = {
  name: 'waiting',
  async move({ context, tx, entity, survivor, others }) {
    const to = sql.value(survivor, 'uuid');
    const notes: Note[] = [];
    for (const other of others) {
      const rows = await tx.query<{ rule: string; row: Note['row'] }>(sql`
        delete from tenon.waiting w where w.entity = ${entity} and w.record_id = ${sql.value(other, 'uuid')}
        returning w.rule, to_jsonb(w) as row`);
      for (const { rule, row } of rows) {
        const taskType = context.release.model.assignmentRules.get(rule)?.taskType.id ?? '';
        const moved = await tx.query(sql`
          insert into tenon.waiting
          select (jsonb_populate_record(null::tenon.waiting, ${sql.value(JSON.stringify({ ...row, record_id: survivor }), 'jsonb')})).*
          where not exists (select from tenon.tasks t where t.entity = ${entity} and t.record_id = ${to}
            and t.task_type = ${taskType} and t.state in ${liveStates})
          on conflict do nothing returning rule`);
        notes.push({ from: other, of: rule, about: survivor, had: moved.length === 0, row });
      }
    }
    return notes;
  },
  async putBack({ tx }, notes) {
    for (const { of: rule, about, had, row } of notes) {
      // Where the survivor waits no more, or anew, the next run of the rule says who waits.
      const taken = await tx.query(sql`
        delete from tenon.waiting where not ${sql.value(had, 'boolean')} and rule = ${rule}
          and record_id = ${sql.value(about, 'uuid')} and decision = ${sql.value(row.decision, 'uuid')} returning rule`);
      if (!had && taken.length === 0) continue;
      await tx.query(sql`
        insert into tenon.waiting
        select (jsonb_populate_record(null::tenon.waiting, ${sql.value(JSON.stringify(row), 'jsonb')})).*
        on conflict do nothing`);
    }
  },
};
