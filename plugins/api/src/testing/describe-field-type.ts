import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { coreOperators, createLanguage, type Expression, type Operator, type Sql } from '@tenon/expressions';
import type { FieldType, Locale, OptionsContext, ServerFieldType } from '../field-type.ts';
import { expressionsFor, scopeOf } from './rules.ts';
import { problemsOf } from './schema.ts';
import { createTable, type KitTable } from './table.ts';

/** Whatever can run a statement, as the server's pools and transactions do. */
export interface Queryable {
  query<R>(statement: Sql): Promise<R[]>;
}

export interface FieldTypeSamples<Value = unknown> {
  /** Settings that the values are for. */
  readonly options?: { readonly [option: string]: unknown };
  /** At least two different values in canonical form, the odd ones among them. */
  readonly values: readonly Value[];
  /** Values in JSON that must be refused. */
  readonly invalid: readonly unknown[];
  /** Settings that must be refused. */
  readonly badOptions?: readonly { readonly [option: string]: unknown }[];
  /** What people write, and the value that it means. */
  readonly written?: readonly (readonly [string, Value])[];
  /** What people write and what means nothing. */
  readonly unreadable?: readonly string[];
  /** Further operands for rules over the field, such as parts of texts. */
  readonly operands?: readonly Expression[];
}

export interface FieldTypeKit {
  /** A fresh real Postgres database; dropped when the tests are over. */
  readonly database: () => Promise<{ readonly db: Queryable; drop(): Promise<void> }>;
  /** Rule operators beside those of the core. */
  readonly operators?: readonly Operator[];
  readonly locale?: Locale;
  /** The configuration around the field, for types that refer to it. */
  readonly context?: Partial<OptionsContext>;
}

const locales: readonly Locale[] = [
  { language: 'en', timeZone: 'America/New_York', currency: 'USD', phoneRegion: 'US' },
  { language: 'zh-CN', timeZone: 'Asia/Shanghai', currency: 'CNY', phoneRegion: 'CN' },
];

/** The laws that every field type keeps, as tests over samples of its values. */
export function describeFieldType<Value>(
  type: FieldType,
  serverType: ServerFieldType,
  samples: FieldTypeSamples<Value>,
  kit: FieldTypeKit,
): void {
  const { options = {}, values, invalid, badOptions = [], written = [], unreadable = [] } = samples;
  const context: OptionsContext = {
    hasEntity: () => true,
    fieldOf: () => undefined,
    entityId: 'kit',
    fieldId: 'value',
    ...kit.context,
  };
  const locale = kit.locale ?? locales[0];
  if (!locale) throw new Error('The kit has a locale');
  const storage = type.storage?.(options) ?? { kind: 'column' };

  describe(`field type ${type.id}`, () => {
    describe('options', () => {
      it('takes the settings of the samples', () => {
        expect(optionProblems(options)).toEqual([]);
      });

      each(badOptions, 'refuses', (bad) => {
        expect(optionProblems(bad)).not.toEqual([]);
      });
    });

    if (type.compute) {
      it('has no values of its own: its fields have the type of their result', () => {
        expect(values).toEqual([]);
        expect(storage).toEqual({ kind: 'computed' });
        expect(serverType.columns(options)).toEqual([]);
        expect(type.resultOf).toBeUndefined();
      });
      each([{}, ...invalid], 'refuses', (value) => {
        expect(valueProblems(value)).not.toEqual([]);
      });
      return;
    }

    describe('values', () => {
      it('has samples to judge by', () => {
        expect(new Set(values.map((value) => JSON.stringify(value))).size).toBe(values.length);
        expect(values.length).toBeGreaterThanOrEqual(2);
        expect(invalid.length).toBeGreaterThanOrEqual(1);
      });

      each(values, 'takes', (value) => {
        expect(valueProblems(value)).toEqual([]);
      });

      each([null, undefined, {}, ...invalid], 'refuses', (value) => {
        expect(valueProblems(value)).not.toEqual([]);
      });

      each(values, 'leaves in its one form', (value) => {
        expect(type.normalize?.(value, options, locale) ?? value).toEqual(value);
      });
    });

    describe('texts', () => {
      each(values, 'writes for people', (value) => {
        for (const reader of locales) expect(type.format(value, options, reader)).toMatch(/\S/);
      });

      each(values, 'reads back what it writes into files', (value) => {
        expect(type.parse(type.toText(value, options), options, locale)).toEqual({ ok: true, value });
      });

      it('reads nothing as empty', () => {
        expect(type.parse('', options, locale)).toEqual({ ok: true, value: null });
      });

      each(written, 'reads', ([text, value]) => {
        expect(type.parse(text, options, locale)).toEqual({ ok: true, value });
        if (value !== null) expect(valueProblems(value)).toEqual([]);
      });

      each(unreadable, 'does not read', (text) => {
        expect(type.parse(text, options, locale)).toMatchObject({ ok: false, message: expect.any(String) });
      });
    });

    if (storage.kind !== 'column') {
      it('has no columns, as its values live elsewhere', () => {
        expect(serverType.columns(options)).toEqual([]);
      });
      return;
    }

    describe('in Postgres', () => {
      let opened: { readonly db: Queryable; drop(): Promise<void> } | undefined;
      let table: KitTable;
      /** The samples and, last, empty; a row's id is its place here. */
      const rows: readonly (Value | null)[] = [...values, null];

      beforeAll(async () => {
        opened = await kit.database();
        table = await createTable(opened.db, serverType, options);
        for (const [id, value] of rows.entries()) await table.insert(id, value);
      });
      afterAll(async () => {
        await opened?.drop();
      });

      it('makes the columns that it names', async () => {
        expect(await table.introspect()).toEqual(table.expected);
      });

      it('gives back each value as it was', async () => {
        expect(await table.values()).toEqual(rows);
      });

      it('can be indexed by what it sorts by and by what is unique', async () => {
        await table.indexOrder();
        if (type.canBeUnique) await table.indexUnique();
      });

      if (type.compare) {
        it('orders in SQL as in memory', async () => {
          const ranks = await table.ranks();
          const pairs = values.flatMap((a, i) => values.map((b, j) => ({ a, b, i, j })));
          const inMemory = pairs.map(({ a, b }) => Math.sign(type.compare?.(a, b, options) ?? 0));
          const inSql = pairs.map(({ i, j }) => Math.sign((ranks[i] ?? 0) - (ranks[j] ?? 0)));
          expect(pairs.map(({ a, b }, at) => [a, b, inSql[at]])).toEqual(
            pairs.map(({ a, b }, at) => [a, b, inMemory[at]]),
          );
        });
      }

      if (type.resultOf) {
        it('can be worked out: a value as a result is itself, in SQL and in memory', async () => {
          const language = createLanguage([...coreOperators, ...(kit.operators ?? [])]);
          const { expression, problems } = language.parse(
            type.resultOf?.({ var: 'value' }, options) ?? null,
            scopeOf(type, options),
            type.valueType(options),
          );
          if (!expression) throw new Error(problems.map(({ message }) => message).join('; '));
          const inSql = await table.select(language.toSql(expression, table.sql, 'value'));
          const asStored = (value: unknown) => (value === null ? null : serverType.fromDb([value], options));
          expect(inSql.map(asStored)).toEqual(rows);
          const inMemory = rows.map((value) => language.evaluate(expression, table.memory(value)));
          expect(inMemory.map(asStored)).toEqual(rows);
          expect(serverType.columns(options)).toHaveLength(1);
        });
      }

      describe('under rules', () => {
        const language = createLanguage([...coreOperators, ...(kit.operators ?? [])]);
        const scope = scopeOf(type, options);

        each(type.operators, 'means the same in SQL and in memory', async (id) => {
          const operator = language.operator(id);
          if (!operator) throw new Error(`The rule language has no operator ${id}`);
          const seen = values.map((value) => (type.ruleValue ? type.ruleValue(value, options) : value));
          await meansTheSame(expressionsFor(operator, type.valueType(options), seen, samples.operands ?? []));
        });

        each(Object.entries(type.parts ?? {}), 'reaches a part in SQL as in memory', async ([id, part]) => {
          const path = { var: `value.${id}` };
          const parts = values.map((value) => (value as { [part: string]: Expression })[id] ?? null);
          await meansTheSame([
            { empty: [path] },
            ...parts.flatMap((operand) => (operand === null ? [] : [{ '==': [path, operand] }])),
            ...(part.valueType.kind === 'text' ? [{ icontains: [path, 'a'] }] : []),
          ]);
        });

        async function meansTheSame(candidates: readonly Expression[]) {
          const both = candidates.flatMap((rule): Expression[] => [rule, { '!': [rule] }]);
          const rules = both.flatMap((rule) => {
            const { expression } = language.parse(rule, scope, 'condition');
            return expression ? [{ rule, expression }] : [];
          });
          expect(rules.length).toBeGreaterThan(0);
          for (const { rule, expression } of rules) {
            const inMemory = rows.flatMap((value, at) =>
              language.test(expression, table.memory(value)) ? [at] : [],
            );
            expect({ rule, rows: await table.matching(language.toSql(expression, table.sql)) }).toEqual({
              rule,
              rows: inMemory,
            });
          }
        }
      });
    });
  });

  function optionProblems(given: { readonly [option: string]: unknown }): readonly unknown[] {
    const faults = problemsOf(type.optionsSchema, given);
    return faults.length > 0 ? faults : (type.checkOptions?.(given, context) ?? []);
  }

  function valueProblems(value: unknown): readonly unknown[] {
    const faults = problemsOf(type.valueSchema(options), value);
    if (faults.length > 0) return faults;
    const fault = type.check?.(value, options);
    return fault === undefined ? [] : [fault];
  }
}

/** One test per value, which stands in its name. */
function each<T>(values: readonly T[], title: string, test: (value: T) => void | Promise<void>): void {
  for (const value of values) it(`${title}: ${JSON.stringify(value)?.slice(0, 80)}`, () => test(value));
}
