import { describe, expect, it } from '@jest/globals';
import { defineKind } from './kind.ts';
import { type Migration, migrateDocument } from './migrate.ts';
import { validateDocument } from './validate/validate.ts';

const rename: Migration = {
  from: 1,
  description: 'title became label',
  migrate: ({ title, ...rest }) => ({ ...rest, label: title }),
};
const wrap: Migration = {
  from: 2,
  description: 'label may be given per language',
  migrate: (document) => ({ ...document, label: { en: document.label } }),
};
const schema = {
  type: 'object',
  properties: { kind: {}, id: {}, label: { type: 'object' } },
  required: ['label'],
  additionalProperties: false,
};
const kind = defineKind({ kind: 'note', schema, migrations: [rename, wrap] });

describe('migrations', () => {
  it('[DM1] a document of any older format comes out in the newest', () => {
    const newest = { kind: 'note', id: 'a', label: { en: 'A' } };
    expect(validateDocument({ kind: 'note', id: 'a', format: 1, title: 'A' }, [kind]).document).toEqual(
      newest,
    );
    expect(validateDocument({ kind: 'note', id: 'a', format: 2, label: 'A' }, [kind]).document).toEqual(
      newest,
    );
    expect(
      validateDocument({ kind: 'note', id: 'a', format: 3, label: { en: 'A' } }, [kind]).document,
    ).toEqual(newest);
  });

  it('[DM2] a document without a format is in the newest', () => {
    expect(validateDocument({ kind: 'note', id: 'a', title: 'A' }, [kind]).problems).not.toEqual([]);
  });

  it('[DM3] the input stays as it was', () => {
    const input = Object.freeze({ kind: 'note', id: 'a', format: 1, title: 'A' });
    migrateDocument(input, kind.migrations);
    expect(input).toEqual({ kind: 'note', id: 'a', format: 1, title: 'A' });
  });

  it('[DM4] a step that throws is a problem of the document', () => {
    const broken = {
      ...rename,
      migrate: () => {
        throw new Error('no title');
      },
    };
    const failing = defineKind({ kind: 'note', schema, migrations: [broken] });
    expect(validateDocument({ kind: 'note', id: 'a', format: 1 }, [failing]).problems).toMatchObject([
      { code: 'migration-failed', details: { from: 1, to: 2, reason: 'no title' } },
    ]);
  });

  it('[DM5] steps that do not rise by one are refused when the kind is made', () => {
    expect(() => defineKind({ kind: 'note', schema, migrations: [wrap] })).toThrow(
      'Migration 1 of note starts from 2',
    );
  });
});
