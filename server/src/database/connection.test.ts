import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/index.ts';
import { openDatabase } from './index.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  await test.db.query(sql`create table counter (id int primary key, n bigint not null)`);
  await test.db.query(sql`insert into counter values (1, 0), (2, 0)`);
});

afterAll(() => test.drop());

describe('values', () => {
  it('keeps exact numbers and moments as text, and JSON as values', async () => {
    const [row] = await test.db.query(sql`select
      12345678901234567.890123 as numeric, 9007199254740993::bigint as int8, 1.5::float8 as float8,
      date '2026-02-28' as date, timestamptz '2026-02-28 12:00+08' as whole, timestamptz '2026-02-28 12:00:00.1234Z' as micro,
      timestamp '2026-02-28 12:00' as local, array[1.10, null]::numeric[] as numerics, array[date '2026-01-01'] as dates,
      '{"a":[1,null]}'::jsonb as json, interval '1 day' as interval, timestamptz 'infinity' as never`);
    expect(row).toEqual({
      numeric: '12345678901234567.890123',
      int8: '9007199254740993',
      float8: 1.5,
      date: '2026-02-28',
      whole: '2026-02-28T04:00:00.000Z',
      micro: '2026-02-28T12:00:00.123400Z',
      local: '2026-02-28T12:00:00',
      numerics: ['1.10', null],
      dates: ['2026-01-01'],
      json: { a: [1, null] },
      interval: 'P1D',
      never: 'infinity',
    });
  });

  it('takes back what it gave', async () => {
    const given = '2026-02-28T12:00:00.123400Z';
    expect(await test.db.query(sql`select ${given}::timestamptz as at`)).toEqual([{ at: given }]);
  });
});

describe('prepared statements', () => {
  it('prepares a text when it is seen again, and plans anew when a table changed under it', async () => {
    const db = await openDatabase({ url: test.url, poolSize: 1 });
    await db.query(sql`create table changing (a int)`);
    await db.query(sql`insert into changing values (1)`);
    for (let time = 0; time < 3; time++) await db.query(sql`select * from changing`);
    const [held] = await db.query(
      sql`select count(*)::int as n from pg_prepared_statements where statement = 'select * from changing'`,
    );
    expect(held).toEqual({ n: 1 });
    await db.query(sql`alter table changing add b text`);
    expect(await db.query(sql`select * from changing`)).toEqual([{ a: 1, b: null }]);
    await db.close();
  });

  it('holds a bounded number per connection', async () => {
    const db = await openDatabase({ url: test.url, poolSize: 1 });
    for (let n = 0; n < 900; n++) {
      const statement = sql`select ${n}::int as ${sql.id(`column_${n}`)}`;
      await db.query(statement);
      await db.query(statement);
    }
    const [held] = await db.query<{ n: number }>(sql`select count(*)::int as n from pg_prepared_statements`);
    expect(held?.n).toBeLessThanOrEqual(400);
    await db.close();
  });
});

describe('transactions', () => {
  it('undoes everything when the work throws', async () => {
    const failing = test.db.transaction(async (tx) => {
      await tx.query(sql`update counter set n = 99 where id = 1`);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await test.db.query(sql`select n from counter where id = 1`)).toEqual([{ n: '0' }]);
  });

  it('undoes a savepoint alone', async () => {
    await test.db.transaction(async (tx) => {
      await tx.query(sql`update counter set n = 7 where id = 2`);
      const inner = tx.savepoint(async () => {
        await tx.query(sql`update counter set n = 8 where id = 2`);
        await tx.query(sql`select 1 / 0`);
      });
      await expect(inner).rejects.toMatchObject({ code: '22012' });
    });
    expect(await test.db.query(sql`select n from counter where id = 2`)).toEqual([{ n: '7' }]);
  });

  it('runs again after a serialization failure when the caller allows it', async () => {
    const increment = () =>
      test.db.transaction(
        async (tx) => {
          const [row] = await tx.query<{ n: string }>(sql`select n from counter where id = 1`);
          await tx.query(sql`update counter set n = ${Number(row?.n) + 1} where id = 1`);
        },
        { isolation: 'serializable', retry: true },
      );
    await Promise.all([increment(), increment(), increment()]);
    expect(await test.db.query(sql`select n from counter where id = 1`)).toEqual([{ n: '3' }]);
  });

  it('refuses writes when read-only, and statements past their time', async () => {
    const write = test.db.transaction((tx) => tx.query(sql`update counter set n = 1`), { readOnly: true });
    await expect(write).rejects.toMatchObject({ code: '25006' });
    const slow = test.db.transaction((tx) => tx.query(sql`select pg_sleep(5)`), { statementTimeoutMs: 50 });
    await expect(slow).rejects.toMatchObject({ code: '57014' });
  });

  it('refuses a handle that outlived its transaction', async () => {
    const kept = await test.db.transaction(async (tx) => tx);
    await expect(kept.query(sql`select 1`)).rejects.toThrow('has ended');
  });
});

describe('stream', () => {
  it('gives all rows in batches and frees its connection when the reader stops early', async () => {
    const sizes: number[] = [];
    for await (const rows of test.db.stream(sql`select generate_series(1, ${1_050}::int) as n`, 500))
      sizes.push(rows.length);
    expect(sizes).toEqual([500, 500, 50]);

    for (let time = 0; time < 12; time++) {
      for await (const rows of test.db.stream(sql`select generate_series(1, 100) as n`, 10)) {
        expect(rows).toHaveLength(10);
        break;
      }
    }
    expect(await test.db.query(sql`select count(*)::int as n from pg_cursors`)).toEqual([{ n: 0 }]);
  });

  it('fails as the statement fails', async () => {
    const read = async () => {
      for await (const _ of test.db.stream(sql`select 1 / (3 - n) from generate_series(1, 9) n`, 1));
    };
    await expect(read()).rejects.toMatchObject({ code: '22012' });
  });
});

describe('listen', () => {
  it('delivers, survives the loss of its connection, and says so with an empty payload', async () => {
    const db = await openDatabase({ url: test.url, applicationName: 'listening' });
    const heard: string[] = [];
    const stop = await db.listen('news', (payload) => heard.push(payload));
    await test.db.query(sql`select pg_notify('news', 'first')`);
    await until(() => heard.length === 1);
    await test.db.query(sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'listening' and pid <> pg_backend_pid()`);
    await until(() => heard.length === 2);
    await test.db.query(sql`select pg_notify('news', 'second')`);
    await until(() => heard.length === 3);
    expect(heard).toEqual(['first', '', 'second']);
    await stop();
    await db.close();
  });
});

describe('announce', () => {
  it('tells listeners after the commit, once for many, and not of what was undone', async () => {
    let heard = 0;
    const stop = await test.db.listen('changes', () => {
      heard++;
    });
    await test.db.transaction(async (tx) => {
      tx.announce('changes');
      tx.announce('changes');
      await tx.query(sql`select pg_sleep(0.1)`);
      expect(heard).toBe(0);
    });
    await until(() => heard === 1);
    const undone = test.db.transaction(async (tx) => {
      tx.announce('changes');
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    // What follows on the same way out would have been overtaken by it.
    const marked = new Promise<void>((resolve) => void test.db.listen('mark', () => resolve()));
    test.db.announce('mark');
    await marked;
    expect(heard).toBe(1);
    for (let n = 0; n < 50; n++) test.db.announce('changes');
    await until(() => heard >= 2);
    await stop();
    expect(heard).toBeLessThanOrEqual(3);
  });

  it('goes out before the database is closed', async () => {
    const heard = new Promise<void>((resolve) => void test.db.listen('last words', () => resolve()));
    await test.db.query(sql`select 1`);
    const db = await openDatabase({ url: test.url });
    db.announce('last words');
    await db.close();
    await heard;
  });
});

describe('knex', () => {
  it('builds on the same connections', async () => {
    expect(await test.db.knex()('counter').where({ id: 2 }).select('n')).toEqual([{ n: '7' }]);
  });
});

describe('a database that is not there', () => {
  it('is reported without its password', async () => {
    const opening = openDatabase({ url: 'postgres://someone:secret@127.0.0.1:1/nothing' });
    await expect(opening).rejects.toMatchObject({ code: 'database-unavailable' });
    await expect(opening).rejects.not.toThrow('secret');
  });
});

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('did not happen within 5 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
