import { describe, expect, it } from '@jest/globals';
import { documentKinds, pointerTo } from '@tenon/documents';
import fc from 'fast-check';
import { exampleDocuments, testRegistry } from '../../../tests/support/configuration.ts';
import { compile } from './compile.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const examples = exampleDocuments() as unknown as { [key: string]: Json }[];

/** Every place in a value. */
function placesIn(value: Json, pointer = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [pointer];
  return [
    pointer,
    ...Object.entries(value).flatMap(([key, item]) => placesIn(item, pointerTo(pointer, key))),
  ];
}

const places = examples.flatMap((document, index) =>
  placesIn(document)
    .filter((pointer) => pointer !== '')
    .map((pointer) => ({ index, keys: pointer.slice(1).split('/') })),
);

/** Values that mean something somewhere: words of the examples, ids, expressions, and what nobody expects. */
const words = fc.constantFrom<Json>(
  'customer',
  'order',
  'name',
  'user',
  'owner',
  'owner.team',
  'id',
  'text',
  'relation',
  'viewer',
  '__proto__',
  'constructor',
  'P1D',
  '*',
  '',
  'a__b',
  0,
  -1,
  1e21,
  null,
  true,
  [],
  {},
  { var: 'name' },
  { var: 'owner.name' },
  { and: [] },
  { exists: ['orders'] },
  { '==': [{ var: 'region' }, 'north'] },
  { sum: ['orders', { var: 'amount' }] },
);
const anything = fc.oneof(words, fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>);

function edited(
  edits: readonly { readonly place: number; readonly value: Json; readonly remove: boolean }[],
): Json[] {
  const documents = structuredClone(examples);
  for (const { place, value, remove } of edits) {
    const { index, keys } = places[place % places.length] ?? { index: 0, keys: ['id'] };
    let parent: Json | undefined = documents[index];
    for (const key of keys.slice(0, -1)) {
      const holder = parent as { [key: string]: Json } | undefined;
      parent = typeof holder === 'object' && holder !== null ? holder[key] : undefined;
    }
    if (typeof parent !== 'object' || parent === null) continue;
    const key = (keys.at(-1) ?? '').replaceAll('~1', '/');
    // JSON has no lists with holes.
    if (remove && Array.isArray(parent)) parent.splice(Number(key), 1);
    else if (remove) Reflect.deleteProperty(parent, key);
    else Reflect.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return documents;
}

const edits = fc.array(
  fc.record({ place: fc.nat(places.length - 1), value: anything, remove: fc.boolean() }),
  { minLength: 1, maxLength: 4 },
);

describe('compile, for whatever it is given', () => {
  it('[CO10] never throws and never touches its input: documents with parts changed', () => {
    fc.assert(
      fc.property(edits, (changes) => {
        const documents = edited(changes);
        const before = JSON.stringify(documents);
        const { problems, publishable } = compile(documents, testRegistry);
        expect(publishable).toBe(!problems.some(({ severity }) => severity === 'error'));
        expect(JSON.stringify(documents)).toBe(before);
      }),
      { numRuns: 400 },
    );
  });

  it('[CO10] never throws and never touches its input: arbitrary JSON', () => {
    const kinds = documentKinds.map(({ kind }) => kind);
    const document = fc
      .tuple(
        fc.constantFrom(...kinds),
        fc.constantFrom('a', 'user', 'main', 'customer'),
        fc.dictionary(
          fc.constantFrom(
            'label',
            'fields',
            'entity',
            'columns',
            'grants',
            'items',
            'tiles',
            'outcomes',
            'recall',
            'match',
            'segments',
            'otherwise',
            'measures',
            'sections',
            'taskType',
          ),
          anything,
        ),
      )
      .map(([kind, id, rest]) => ({ ...rest, kind, id }));
    fc.assert(
      fc.property(fc.array(fc.oneof(document, anything), { maxLength: 6 }), (documents) => {
        const before = JSON.stringify(documents);
        compile(documents, testRegistry);
        expect(JSON.stringify(documents)).toBe(before);
      }),
      { numRuns: 400 },
    );
  });

  it('[CO11] the order of documents changes neither the model nor the problems', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(examples, { minLength: examples.length }), (shuffled) => {
        const { problems, model } = compile(shuffled, testRegistry);
        expect(problems).toEqual([]);
        expect([...model.taskTypes.keys()]).toEqual(['winback_call']);
      }),
      { numRuns: 20 },
    );
  });

  it('[CO12] a problem points at something that is there, or at what is missing from it', () => {
    fc.assert(
      fc.property(edits, (changes) => {
        const documents = edited(changes);
        for (const { code, document, pointer } of compile(documents, testRegistry).problems) {
          const meant = documents.filter((one) => {
            const { kind, id } = (one ?? {}) as { kind?: Json; id?: Json };
            return kind === document.kind && id === document.id;
          });
          if (meant.length === 0 || pointer === '') continue;
          const parent = pointer.slice(0, pointer.lastIndexOf('/'));
          const found = meant.some((one) => placesIn(one).includes(parent));
          if (!found)
            throw new Error(`${code} at ${pointer} of ${document.kind}/${document.id} points nowhere`);
        }
      }),
      { numRuns: 200 },
    );
  });
});
