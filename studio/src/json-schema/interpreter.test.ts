import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { documentKinds, schemas } from '@tenon/documents';
import { Ajv2020 as RealAjv } from 'ajv/dist/2020.js';
import { Ajv2020 } from './interpreter.ts';

const folder = join(import.meta.dirname, '../../../schemas/documents/src');
const examples = documentKinds.flatMap(({ kind }) =>
  readdirSync(join(folder, kind, 'examples')).map((file) => ({
    kind,
    file,
    document: JSON.parse(readFileSync(join(folder, kind, 'examples', file), 'utf8')) as unknown,
  })),
);
const settings = { allErrors: true, verbose: true, strict: false, validateSchema: false } as const;
const real = new RealAjv(settings).addSchema(schemas.common as object);
const ours = new Ajv2020().addSchema(schemas.common);
const realFor = new Map(documentKinds.map(({ kind, schema }) => [kind, real.compile(schema as object)]));
const oursFor = new Map(documentKinds.map(({ kind, schema }) => [kind, ours.compile(schema)]));

/** Places of mistakes by keyword; the order in which they are found is no part of the answer. */
function mistakes(
  validator: Map<string, { (value: unknown): unknown; errors?: readonly object[] | null }>,
  kind: string,
  value: unknown,
) {
  const validate = validator.get(kind);
  if (!validate) throw new Error(`no validator of ${kind}`);
  validate(value);
  return (validate.errors ?? [])
    .map((error) => {
      const { instancePath, keyword, params } = error as {
        instancePath: string;
        keyword: string;
        params: object;
      };
      return `${instancePath} ${keyword} ${JSON.stringify(params)}`;
    })
    .sort();
}

/** Every value in a document replaced, taken away or joined by a stranger, one at a time. */
function* mutations(value: unknown, put: (next: unknown) => unknown): Generator<unknown> {
  for (const other of [null, true, -1, 1.5, 1e9, '', 'Not An Id!', 'x'.repeat(3000), [], {}, [1, 1]])
    yield put(other);
  if (Array.isArray(value)) {
    yield put([...value, ...value]);
    for (const [index, item] of value.entries()) {
      yield put(value.toSpliced(index, 1));
      yield* mutations(item, (next) => put(value.with(index, next)));
    }
  } else if (typeof value === 'object' && value !== null) {
    yield put({ ...value, stranger: 1 });
    for (const [key, item] of Object.entries(value)) {
      const { [key]: _, ...rest } = value as { [key: string]: unknown };
      yield put(rest);
      yield* mutations(item, (next) => put({ ...value, [key]: next }));
    }
  }
}

describe('the interpreter of schemas', () => {
  it.each(examples)('accepts $kind/$file as Ajv does', ({ kind, document }) => {
    expect(mistakes(oursFor, kind, document)).toEqual([]);
    expect(mistakes(realFor, kind, document)).toEqual([]);
  });

  it.each(examples)('finds what Ajv finds in every mutation of $kind/$file', ({ kind, document }) => {
    let tried = 0;
    for (const mutant of mutations(document, (next) => next)) {
      tried += 1;
      expect(mistakes(oursFor, kind, mutant)).toEqual(mistakes(realFor, kind, mutant));
    }
    expect(tried).toBeGreaterThan(50);
  });

  it('fills in defaults as Ajv does', () => {
    const schema = {
      type: 'object',
      properties: {
        a: { type: 'integer', default: 3 },
        b: { type: 'object', properties: { c: { default: ['x'] } } },
        d: { anyOf: [{ type: 'object', properties: { e: { default: 1 } } }] },
      },
    };
    const value = () => ({ b: {}, d: {} });
    const mine = value();
    const theirs = value();
    new Ajv2020({ useDefaults: true }).compile(schema)(mine);
    new RealAjv({ ...settings, useDefaults: true }).compile(schema)(theirs);
    expect(mine).toEqual(theirs);
    expect(mine).toEqual({ a: 3, b: { c: ['x'] }, d: {} });
  });

  it('refuses a keyword that it does not know instead of passing over it', () => {
    const validate = new Ajv2020().compile({ unevaluatedItems: false });
    expect(() => validate([])).toThrow("'unevaluatedItems' cannot be checked");
  });
});
