/** Fills the tables to size, straight by SQL: filling is not what is measured. */
import { sql } from '@tenon/expressions';
import { systemContext } from '../../server/src/identity/viewers.ts';
import type { Tenon } from '../../server/src/tenon.ts';

export const operators = 40;

export async function fill(
  tenon: Tenon,
  rows: number,
): Promise<{ readonly ids: readonly string[]; readonly token: string }> {
  const { db, records, identity } = tenon;
  const release = tenon.releases.current();
  const context = systemContext(tenon, release);
  await db.transaction(
    (tx) =>
      tx.query(sql`
      insert into records.customer (id, created_at, updated_at, version, number, name, email, city, region, status, value, orders, last_order, newsletter, notes)
      select gen_random_uuid(), moment - make_interval(secs => n), moment - make_interval(secs => n), 1,
        'C' || lpad(n::text, 8, '0'), 'Customer ' || n || ' 客户', 'customer' || n || '@example.com',
        (array['Hamburg', 'Lyon', '上海', 'Boston', 'Kyoto'])[1 + n % 5], (array['north', 'south', 'east', 'west'])[1 + n % 4],
        (array['lead', 'active', 'active', 'lost'])[1 + (n / 7) % 4], ((n::bigint * 7919) % 90000)::numeric + 0.25, (n * 31) % 60,
        date '2026-11-01' - ((n * 17) % 700), n % 3 = 0, 'Met at the fair; wants a call in spring.'
      from date_trunc('milliseconds', now()) as moment, generate_series(1, ${sql.value(rows, 'integer')}) as n`),
    { statementTimeoutMs: 0 },
  );
  await db.query(sql`analyze records.customer`);
  for (let n = 0; n < operators; n++) {
    await records.create(context, 'user', {
      name: `Operator ${n}`,
      email: `operator${n}@example.com`,
      region: ['north', 'south', 'east', 'west'][n % 4],
      active: true,
    });
  }
  const administrator = await records.create(context, 'user', {
    name: 'Bench',
    email: 'bench@example.com',
    active: true,
  });
  await identity.setRoles(release, administrator.id, ['administrator']);
  const { token } = await identity.sessions.issueToken(administrator.id, 'bench', 1);
  const found = await db.query<{ id: string }>(
    sql`select id from records.customer order by number limit 50000`,
  );
  return { ids: found.map(({ id }) => id), token };
}
