import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { validateDocument } from './validate.ts';

const said = (document: unknown): readonly string[] =>
  validateDocument(document).problems.map(({ code, pointer, hint }) =>
    [code, pointer, hint].filter(Boolean).join(' '),
  );

const entity = (fields: readonly unknown[]): unknown => ({
  kind: 'entity',
  id: 'account',
  label: 'Account',
  fields,
});

describe('validateDocument', () => {
  it('[DV1] gives a sound document back without its format', () => {
    const { document, problems } = validateDocument({ ...(entity([]) as object), format: 1 });
    expect(problems).toEqual([]);
    expect(document).toEqual(entity([]));
  });

  it('[DV2] tells everything that is wrong at once', () => {
    expect(said(entity([{ id: 'A', type: 'text' }, { id: 'b', type: 3 }, { type: 'text' }]))).toEqual([
      'id-form /fields/0/id',
      'value-type /fields/1/type',
      'property-missing /fields/2',
    ]);
  });

  it('[DV3] a misspelt property is one problem with a suggestion, not also a missing one', () => {
    expect(said(entity([{ id: 'a', tpye: 'text' }]))).toEqual([
      "property-unknown /fields/0/tpye Did you mean 'type'?",
    ]);
  });

  it('[DV3] a property that is already there is not suggested', () => {
    expect(said(entity([{ id: 'a', type: 'text', typ: 'x' }]))).toEqual(['property-unknown /fields/0/typ']);
  });

  it('[DV4] a value outside a list comes with what is allowed and what was meant', () => {
    const view = {
      kind: 'form',
      id: 'f',
      entity: 'e',
      label: 'F',
      use: 'creat',
      sections: [{ id: 's', fields: [{ field: 'a' }] }],
    };
    const [problem] = validateDocument(view).problems;
    expect(problem).toMatchObject({
      code: 'value-not-listed',
      pointer: '/use',
      hint: "Did you mean 'create'?",
    });
    expect(problem?.message).toBe("'creat' is not one of 'create', 'edit', 'both'");
  });

  it('[DV5] of alternatives only the one that was meant is blamed', () => {
    const effects = [
      { followUp: { taskType: 'call', after: 'P3' } },
      { sett: { a: 1 } },
      { release: { queue: 'q' } },
      4,
    ];
    const outcomes = [{ id: 'o', label: 'O', effects }];
    expect(said({ kind: 'task-type', id: 't', label: 'T', entity: 'e', outcomes })).toEqual([
      "property-unknown /outcomes/0/effects/1/sett Did you mean 'set'?",
      'duration-form /outcomes/0/effects/0/followUp/after',
      'value-type /outcomes/0/effects/3',
    ]);
  });

  it('[DV5] a text that is neither a text nor one per language is one problem', () => {
    expect(said({ kind: 'entity', id: 'a', label: 4, fields: [] })).toEqual(['value-type /label']);
    expect(said({ kind: 'entity', id: 'a', label: { fr: 'Compte' }, fields: [] })).toContain(
      'property-unknown /label/fr',
    );
  });

  it('[DV6] an unknown kind comes with the known ones', () => {
    expect(said({ kind: 'entitty', id: 'a' })).toEqual(["kind-unknown /kind Did you mean 'entity'?"]);
    expect(said({ id: 'a' })).toEqual(['kind-missing']);
    for (const value of [null, 3, 'entity', [], undefined])
      expect(said(value)).toEqual(['document-not-object']);
  });

  it('[DV7] what is too deep, too large or no JSON is refused before anything recurses', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(said({ kind: 'entity', id: 'a', label: deep })[0]).toMatch(/^document-too-deep/);
    expect(said({ kind: 'entity', id: 'a', label: 'x'.repeat(1_000_001) })).toEqual(['document-too-large']);
    const circle: { kind: string; self?: unknown } = { kind: 'entity' };
    circle.self = circle;
    expect(said(circle)[0]).toMatch(/^document-too-deep/);
    expect(said({ kind: 'entity', when: new Date() })).toEqual(['document-not-json /when']);
    expect(said({ kind: 'entity', n: Number.NaN })).toEqual(['document-not-json /n']);
    expect(said(JSON.parse('{ "kind": "entity", "x": { "__proto__": {} } }'))).toEqual(['key-forbidden /x']);
  });

  it('[DV8] a format from the future is refused', () => {
    expect(said({ ...(entity([]) as object), format: 2 })).toEqual(['format-unknown /format']);
  });

  it('[DV9] never throws and never touches its input', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 5 }),
        fc.constantFrom('entity', 'view', 'role', 'task-type', 'nothing'),
        (value, kind) => {
          const input = { kind, id: 'a', label: value, fields: value, grants: value, outcomes: value };
          const before = JSON.stringify(input);
          validateDocument(input);
          validateDocument(value);
          expect(JSON.stringify(input)).toBe(before);
        },
      ),
    );
  });
});
