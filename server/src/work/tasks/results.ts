/** What an operator was given and did (first form of OP2), from decisions, events and tasks. */
import { sql } from '@tenon/expressions';
import type { MyResultsBody } from '@tenon/model';
import { type Context, queryable } from '../../context.ts';
import { demand } from '../contexts.ts';
import { before, startOf } from '../durations.ts';

export async function myResults(context: Context): Promise<MyResultsBody> {
  demand(context, 'work');
  const { moment, viewer, release } = context;
  const operator = sql.value(viewer.id, 'uuid');
  const day = sql.value(startOf('day', moment), 'timestamptz');
  const since = sql.value(before(moment, 'P30D'), 'timestamptz');
  const db = queryable(context);
  const [given] = await db.query<{ today: string; days30: string }>(sql`
    select count(*) filter (where at >= ${day}) as today, count(*) as days30 from tenon.decisions
    where operator = ${operator} and kind in ('assignment', 'claim', 'handover') and at >= ${since}`);
  const closed = await db.query<{
    readonly state: string;
    readonly task_type: string;
    readonly outcome: string | null;
    readonly today: string;
    readonly days30: string;
    readonly seconds: string | null;
    readonly measured: string;
  }>(sql`
    select state, task_type, outcome, count(*) filter (where closed_at >= ${day}) as today, count(*) as days30,
      sum(seconds) as seconds, count(seconds) as measured
    from tenon.tasks where operator = ${operator} and closed_at >= ${since}
    group by state, task_type, outcome`);
  const total = (state: string, figure: 'today' | 'days30' | 'seconds' | 'measured') =>
    closed.filter((row) => row.state === state).reduce((sum, row) => sum + Number(row[figure] ?? 0), 0);
  const measured = total('completed', 'measured');
  return {
    asOf: moment.now,
    today: {
      given: Number(given?.today ?? 0),
      completed: total('completed', 'today'),
      lapsed: total('lapsed', 'today'),
    },
    days30: {
      given: Number(given?.days30 ?? 0),
      completed: total('completed', 'days30'),
      lapsed: total('lapsed', 'days30'),
      meanSeconds: measured === 0 ? null : Math.round(total('completed', 'seconds') / measured),
    },
    byOutcome: closed
      .flatMap(({ state, task_type, outcome, days30 }) =>
        state === 'completed' && outcome !== null
          ? [
              {
                taskType: task_type,
                outcome,
                label: release.model.taskTypes.get(task_type)?.outcomes.get(outcome)?.label ?? outcome,
                count: Number(days30),
              },
            ]
          : [],
      )
      .sort((a, b) => b.count - a.count),
  };
}
