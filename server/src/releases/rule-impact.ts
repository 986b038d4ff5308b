/** Records that break a validation rule which is new or says something else than before. */
import { sql } from '@tenon/expressions';
import type { EntityModel, ImpactBody } from '@tenon/model';
import type { Database } from '../database/index.ts';
import { createSqlContext } from '../query/compile/sql-context.ts';
import { titles } from './impact-titles.ts';
import type { LiveRelease } from './live.ts';

const mostSamples = 20;

export async function rulesBroken(
  db: Database,
  live: LiveRelease,
  target: LiveRelease,
  before: EntityModel,
  after: EntityModel,
  now: string,
): Promise<readonly Omit<ImpactBody, 'id' | 'agreed' | 'label'>[]> {
  const found: Omit<ImpactBody, 'id' | 'agreed' | 'label'>[] = [];
  const entity = live.physical.entities.get(before.id);
  if (!entity) return found;
  for (const rule of after.constraints.rules) {
    const old = before.constraints.rules.find(({ id }) => id === rule.id);
    if (old && JSON.stringify(old.must.written) === JSON.stringify(rule.must.written)) continue;
    // Over fields that keep their type alone: of others there is no value yet that could be asked.
    const reads = Object.entries(rule.must.checked.reads);
    const stands = reads.every(([id, fields]) =>
      fields.every((field) => {
        const [was, is] = [live.model, target.model].map((model) =>
          model.entities.get(id)?.fields.get(field),
        );
        return was && is && was.type.id === is.type.id && !is.computed && !was.computed;
      }),
    );
    if (!stands) continue;
    const row = sql.id('r');
    const scope = createSqlContext({
      release: target,
      moment: { now, timeZone: target.model.organisation.timeZone },
      rights: 'system',
      row,
      names: { viewer: {} },
    });
    const holds = target.registry.rules.toSql(rule.must.checked, scope, 'value');
    const broken = sql`not coalesce(${holds}, false)`;
    const { listed, titleOf } = titles(entity.fields.get(before.titleField.id), live, row);
    const [count] = await db.query<{ total: string; n: string }>(sql`
      select count(*) as total, count(*) filter (where ${broken}) as n from ${entity.table} r where r.deleted_at is null`);
    const records = Number(count?.n);
    if (records === 0) continue;
    const rows = await db.query<{ id: string; [column: string]: unknown }>(sql`
      select ${sql.join([sql`r.id as id`, ...listed])} from ${entity.table} r
      where r.deleted_at is null and ${broken} order by r.id limit ${mostSamples}`);
    found.push({
      kind: 'rule',
      entity: before.id,
      of: rule.id,
      total: Number(count?.total),
      records,
      mustAgree: false,
      values: [],
      sample: rows.map((one) => ({ id: one.id, title: titleOf(one), value: '' })),
      filter: { '!': rule.must.written },
      mappable: false,
      renames: [],
    });
  }
  return found;
}
