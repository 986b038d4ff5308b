import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { formatDocument } from './format.ts';
import { documentKinds } from './kinds.ts';
import { documentAt, documentPath } from './path.ts';
import { schemas } from './schemas.g.ts';
import { validateDocument } from './validate/validate.ts';

const source = import.meta.dirname;
const folders = globSync('*/*.schema.json', { cwd: source })
  .map((path) => basename(path, '.schema.json'))
  .filter((name) => name !== 'common');

describe('document kinds', () => {
  it('[DK1] every folder with a schema is in the list, once', () => {
    expect(documentKinds.map(({ kind }) => kind).toSorted()).toEqual(folders.toSorted());
  });

  it('[DK2] the generated schemas are those of the folders', () => {
    for (const [name, schema] of Object.entries(schemas)) {
      const written: unknown = JSON.parse(readFileSync(join(source, name, `${name}.schema.json`), 'utf8'));
      expect(schema).toEqual(written);
    }
  });

  it.each(documentKinds.map((kind) => [kind.kind, kind] as const))(
    '[DK3] %s has migrations, and a test for them as soon as there are any',
    (name, { migrations }) => {
      expect(existsSync(join(source, name, 'migrations.ts'))).toBe(true);
      expect(migrations.length === 0 || existsSync(join(source, name, 'migrations.test.ts'))).toBe(true);
    },
  );

  it.each(documentKinds.map((kind) => [kind.kind, kind] as const))(
    '[DK4] the schema of %s says what its documents and properties are',
    (name, { schema }) => {
      expect(schema).toMatchObject({ additionalProperties: false, properties: { kind: { const: name } } });
      expect(schema.description).toEqual(expect.any(String));
      expect(schema.title).toEqual(expect.stringMatching(/Document$/));
    },
  );
});

const examples = globSync('*/examples/*.json', { cwd: source });

describe('examples', () => {
  it('[DK5] every kind has one', () => {
    expect([...new Set(examples.map((path) => path.split('/')[0]))].toSorted()).toEqual(folders.toSorted());
  });

  it.each(examples)('[DK6] %s is valid, canonical and stands where its id says', (path) => {
    const text = readFileSync(join(source, path), 'utf8');
    const { document, problems } = validateDocument(JSON.parse(text));
    expect(problems).toEqual([]);
    expect(formatDocument(document)).toBe(text);
    const place = path.replace('/examples', '');
    expect(documentPath(document as { kind: string; id: string })).toBe(place);
    expect(documentAt(place)).toEqual({ kind: document?.kind, id: document?.id });
  });
});
