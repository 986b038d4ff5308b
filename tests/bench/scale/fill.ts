/** Fills the tables straight by SQL: filling is not what is measured. The same sizes give the same texts. */
import { type Sql, sql } from '@tenon/expressions';
import { systemContext } from '../../../server/src/identity/viewers.ts';
import type { Tenon } from '../../../server/src/tenon.ts';
import * as words from './words.ts';

export interface ScaleSizes {
  readonly customers: number;
  readonly orders: number;
  readonly touchpoints: number;
}

export interface Filled {
  /** Of an administrator, and of an operator who sees the customers that he owns. */
  readonly tokens: { readonly administrator: string; readonly operator: string };
  readonly operator: string;
}

const batch = 100_000;
const operators = 100;

export async function fillScale(
  tenon: Tenon,
  sizes: ScaleSizes,
  say: (text: string) => void = () => {},
): Promise<Filled> {
  const { db, records, identity } = tenon;
  const release = tenon.releases.current();
  const context = systemContext(tenon, release);
  const people: string[] = [];
  for (let n = 0; n < operators; n++) {
    const person = { name: `Operator ${n}`, email: `operator${n}@scale.example`, active: true };
    people.push((await records.create(context, 'user', person)).id);
  }
  const boss = await records.create(context, 'user', {
    name: 'Bench',
    email: 'bench@scale.example',
    active: true,
  });
  await identity.setRoles(release, boss.id, ['administrator']);
  for (const [entity, count, statement] of [
    ['customer', sizes.customers, customers],
    ['order', sizes.orders, orders],
    ['touchpoint', sizes.touchpoints, touchpoints],
  ] as const) {
    for (let from = 1; from <= count; from += batch) {
      const to = Math.min(count, from + batch - 1);
      await db.transaction((tx) => tx.query(statement(from, to, sizes, people)), { statementTimeoutMs: 0 });
      say(`  ${to} of ${count} ${entity}`);
    }
    const table = sql.id('records', entity);
    await db.transaction((tx) => tx.query(sql`analyze ${table}`), { statementTimeoutMs: 0 });
  }
  const operator = people[0] ?? '';
  return {
    operator,
    tokens: {
      administrator: (await identity.sessions.issueToken(boss.id, 'bench', 1)).token,
      operator: (await identity.sessions.issueToken(operator, 'bench', 1)).token,
    },
  };
}

/** A whole number below `most` that depends on `n` and on `salt`, and looks random. */
const any = (salt: number, most: Sql | number): Sql =>
  sql`(hashint8extended(n, ${sql.value(salt, 'bigint')}) & 1073741823) % ${typeof most === 'number' ? sql.value(most, 'bigint') : most}`;

/** One of a list. */
const one = (salt: number, list: readonly string[], type: 'text[]' | 'uuid[]' = 'text[]'): Sql =>
  sql`(${sql.value([...list], type)})[1 + (${any(salt, list.length)})]`;

/** The id of the n-th record: in order of n, as ids of one process are in order of time. */
const idOf = (kind: number, n: Sql): Sql =>
  sql`(lpad(to_hex(1700000000000 + ${n} * 10), 12, '0') || '7' || lpad(to_hex(${sql.value(kind, 'integer')}), 3, '0') || '8' || substr(md5(${n}::text), 1, 15))::uuid`;

const customerIds = 1;

function customers(from: number, to: number, _sizes: ScaleSizes, people: readonly string[]): Sql {
  const given = words.chineseGivenCharacters;
  return sql`
    insert into records.customer
      (id, created_at, updated_at, version, owner, number, name, company, phone, email, city, region, status, value,
       last_order, newsletter, notes)
    select ${idOf(customerIds, sql`n`)}, moment, moment, 1, ${one(1, people, 'uuid[]')},
      'C' || lpad(n::text, 8, '0'),
      case when zh then family || ${one(2, given)} || case when n % 4 = 0 then '' else ${one(3, given)} end
        else ${one(4, words.givenNames)} || ' ' || latin end,
      case when zh then ${one(5, words.chineseCities)} || ${one(6, given)} || ${one(7, given)} || ${one(8, words.chineseTrades)} || '有限公司'
        else ${one(9, words.familyNames)} || ' ' || ${one(10, words.trades)} || ' ' || ${one(11, words.legalForms)} end,
      case when zh then '+861' || (30 + ${any(12, 70)})::text || lpad((${any(13, 100_000_000)})::text, 8, '0')
        else '+4930' || lpad((${any(14, 10_000_000)})::text, 7, '0') end,
      lower(regexp_replace(${one(4, words.givenNames)} || '.' || latin, '[^A-Za-z.]', '', 'g')) || (${any(15, 10_000)})::text || '@' || ${one(16, words.mailHosts)},
      case when zh then ${one(5, words.chineseCities)} else ${one(17, words.cities)} end,
      ${one(18, ['north', 'south', 'east', 'west'])}, ${one(19, ['lead', 'active', 'active', 'lost'])},
      (${any(20, 9_000_000)})::numeric / 100, date '2026-11-01' - (${any(21, 700)})::integer, n % 3 = 0,
      'Met at the fair; wants a call in spring.'
    from (
      select n, n % 2 = 0 as zh, ${one(22, words.chineseFamilyNames)} as family, ${one(23, words.familyNames)} as latin,
        timestamptz '2026-11-01 00:00Z' - make_interval(secs => (2000000 - n)::double precision) as moment
      from generate_series(${sql.value(from, 'bigint')}, ${sql.value(to, 'bigint')}) as n
    ) as people`;
}

function orders(from: number, to: number, sizes: ScaleSizes): Sql {
  return sql`
    insert into records.order (id, created_at, updated_at, version, number, customer, ordered_at, state, amount)
    select ${idOf(2, sql`n`)}, moment, moment, 1, 'O' || lpad(n::text, 9, '0'),
      ${idOf(customerIds, sql`(1 + ${any(1, sizes.customers)})`)}, moment,
      ${one(2, ['open', 'paid', 'shipped', 'returned'])}, (${any(3, 1_000_000)})::numeric / 100
    from generate_series(${sql.value(from, 'bigint')}, ${sql.value(to, 'bigint')}) as n,
      lateral (select timestamptz '2026-11-01 00:00Z' - make_interval(secs => (${any(4, 60_000_000)})::double precision) as moment) as at`;
}

function touchpoints(from: number, to: number, sizes: ScaleSizes): Sql {
  const subjects = [
    'Call about the offer',
    'Delivery date',
    '回访',
    'Complaint',
    'Renewal',
    '报价跟进',
    'Visit',
  ];
  return sql`
    insert into records.touchpoint (id, created_at, updated_at, version, subject, customer, at, channel, minutes)
    select ${idOf(3, sql`n`)}, moment, moment, 1, ${one(1, subjects)},
      ${idOf(customerIds, sql`(1 + ${any(2, sizes.customers)})`)}, moment,
      ${one(3, ['call', 'mail', 'visit', 'chat'])}, (${any(4, 90)})::integer
    from generate_series(${sql.value(from, 'bigint')}, ${sql.value(to, 'bigint')}) as n,
      lateral (select timestamptz '2026-11-01 00:00Z' - make_interval(secs => (${any(5, 60_000_000)})::double precision) as moment) as at`;
}
