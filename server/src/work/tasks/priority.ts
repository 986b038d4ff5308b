/** The priority of a task as SQL over the record `r`: the sum of its named parts, each kept beside it (TK3). */
import { type Moment, type Sql, sql } from '@tenon/expressions';
import type { TaskTypeModel } from '@tenon/model';
import { createSqlContext } from '../../query/compile/index.ts';
import type { LiveRelease } from '../../releases/live.ts';

export interface PrioritySql {
  readonly priority: Sql;
  /** jsonb: part id → its score as text. */
  readonly parts: Sql;
  readonly hot: Sql;
}

/** Digits kept after the point, so that a quotient has an end. */
const scale = sql.value(6, 'integer');

export function prioritySql(release: LiveRelease, moment: Moment, taskType: TaskTypeModel): PrioritySql {
  const { rules } = release.registry;
  const context = createSqlContext({ release, moment, rights: 'system', row: sql.id('r') });
  const scores = taskType.priority.map(({ id, score }) => ({
    id,
    score: sql`trim_scale(round(coalesce(${rules.toSql(score.checked, context, 'value')}, 0), ${scale}))`,
  }));
  const pairs = scores.map(({ id, score }) => sql`${sql.value(id, 'text')}, ${score}::text`);
  const sum = scores.reduce((total, { score }) => sql`${total} + ${score}`, sql`0`);
  return {
    priority: scores.length === 0 ? sql`0::numeric` : sql`(${sum})`,
    parts: scores.length === 0 ? sql`'{}'::jsonb` : sql`jsonb_build_object(${sql.join(pairs)})`,
    hot: taskType.hot
      ? sql`coalesce(${rules.toSql(taskType.hot.checked, context, 'value')}, false)`
      : sql`false`,
  };
}
