import { describe, expect, it } from '@jest/globals';
import { createLanguage } from './language.ts';
import { coreOperators } from './operators/index.ts';
import { type CompiledSql, sql } from './sql.ts';
import { sampleScope } from './testing/world.ts';
import type { SqlForm } from './to-sql.ts';
import type { Expression, SqlContext } from './types.ts';

const language = createLanguage(coreOperators);

const context: SqlContext = {
  now: '2026-11-21T12:00:00Z',
  timeZone: 'Asia/Shanghai',
  column: (_, field, alias) => sql`${alias}.${sql.id(field)}`,
  rowAlias: (name) => (name === undefined ? sql`c` : undefined),
  parameter: (name, path) => (name === 'viewer' && path.join('.') === 'team' ? 'north' : null),
  through: (_, field, alias, pick) =>
    sql`select ${pick(sql`o`)} from one o where o.id = ${alias}.${sql.id(field)}`,
  overRelated: (_, field, alias, pick, where) =>
    sql`select ${pick(sql`r`)} from ${sql.id(field)} r where r.of = ${alias}.id${where ? sql` and ${where(sql`r`)}` : sql.empty}`,
  inSegment: (segmentation, segments, alias) => sql`member(${alias}.id, ${segmentation}, ${[...segments]})`,
};

function compiled(expression: Expression, form?: SqlForm): CompiledSql {
  const parsed = language.parse(expression, sampleScope);
  expect(parsed.problems).toEqual([]);
  return language.toSql(parsed.expression!, context, form).compile();
}

describe('toSql', () => {
  it('[EX19] leaves comparisons plain where a condition stands, so that indexes serve them', () => {
    expect(compiled({ '==': [{ var: 'city' }, 'oslo'] })).toEqual({
      text: '(c."city" = $1::text)',
      values: ['oslo'],
    });
    expect(
      compiled({ and: [{ '>=': [{ var: 'points' }, 3] }, { in: [{ var: 'name' }, ['a', 'b']] }] }),
    ).toEqual({
      text: '((c."points" >= $1::bigint) and (c."name" = any($2::text[])))',
      values: ['3', ['a', 'b']],
    });
    expect(compiled({ within: [{ var: 'seen_at' }, 'P90D'] })).toEqual({
      text: '(c."seen_at" between $1::timestamptz and $2::timestamptz)',
      values: ['2026-08-23T12:00:00.000000Z', '2026-11-21T12:00:00.000000Z'],
    });
    expect(compiled({ contains: [{ var: 'name' }, '50%'] })).toEqual({
      text: '(c."name" like $1::text)',
      values: ['%50\\%%'],
    });
    expect(compiled({ contains_any: [{ var: 'interests' }, ['boats']] })).toEqual({
      text: '(c."interests" && $1::text[])',
      values: [['boats']],
    });
  });

  it('[EX19] settles what may be null where a value stands', () => {
    expect(compiled({ '==': [{ var: 'city' }, 'oslo'] }, 'value').text).toBe(
      'coalesce((c."city" = $1::text), false)',
    );
    expect(compiled({ '!': { '==': [{ var: 'city' }, 'oslo'] } }).text).toBe(
      '((c."city" = $1::text) is not true)',
    );
    expect(compiled({ '==': [{ '>': [{ var: 'points' }, 3] }, { var: 'vip' }] }).text).toBe(
      '(coalesce((c."points" > $1::bigint), false) = c."vip")',
    );
  });

  it('asks about related records in one subquery', () => {
    expect(compiled({ exists: ['orders', { '==': [{ var: 'status' }, 'paid'] }] }).text).toBe(
      'exists (select 1 from "orders" r where r.of = c.id and (r."status" = $1::text))',
    );
    expect(compiled({ '>': [{ sum: ['orders', { var: 'amount' }] }, 99.5] })).toEqual({
      text: '((select coalesce(sum(r."amount"), 0) from "orders" r where r.of = c.id) > $1::numeric)',
      values: ['99.5'],
    });
    expect(compiled({ count: ['owner.customers'] }).text).toBe(
      'coalesce((select (select count(*)::numeric from "customers" r where r.of = o.id) from one o where o.id = c."owner"), $1::numeric)',
    );
  });

  it('walks to one record, and binds the values of a named row', () => {
    expect(compiled({ '==': [{ var: 'owner.team' }, { var: 'viewer.team' }] })).toEqual({
      text: '((select o."team" from one o where o.id = c."owner") = $1::text)',
      values: ['north'],
    });
  });

  it('asks the context about segments', () => {
    expect(compiled({ in_segment: ['lifecycle', 'lost', 'new'] })).toEqual({
      text: 'member(c.id, $1, $2)',
      values: ['lifecycle', ['lost', 'new']],
    });
  });

  it('writes no computed operand twice', () => {
    const { text } = compiled({ '<': [1, { count: ['orders'] }, 3] });
    expect(text.match(/count\(/g)).toHaveLength(1);
  });

  it('[EX19] binds every literal of every operator', () => {
    const evil = `'; drop table x; -- $1 ?? " \\`;
    const texts: readonly Expression[] = [
      { '==': [{ var: 'name' }, evil] },
      { in: [{ var: 'name' }, [evil]] },
      { contains: [{ var: 'name' }, evil] },
      { icontains: [{ var: 'name' }, evil] },
      { starts_with: [{ var: 'name' }, evil] },
      { ends_with: [{ var: 'name' }, evil] },
      { cat: [{ var: 'name' }, evil] },
      { coalesce: [{ var: 'name' }, evil] },
      { if: [{ var: 'vip' }, evil, evil] },
      { lower: evil },
      { length: evil },
    ];
    for (const expression of texts) expect(compiled(expression).text).not.toContain('drop');
  });

  it('throws when the query has no row', () => {
    const { expression } = language.parse({ var: 'name' }, sampleScope);
    expect(() => language.toSql(expression!, { ...context, rowAlias: () => undefined })).toThrow(TypeError);
  });
});
