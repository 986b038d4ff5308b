import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coreFields, coreRules } from '@tenon/core-fields';
import { coreStrategies } from '@tenon/core-strategies';
import { pointerKeys, pointerTo, valueAt } from '@tenon/documents';
import { createRegistry, definePlugin, type Registry } from '@tenon/plugin-api';

const root = join(import.meta.dirname, '../..');

/** One view type and two tile types, as a plugin of an outsider would add them. */
const showing = definePlugin({
  id: 'test-showing',
  version: '1.0.0',
  contributes: {
    viewTypes: [
      {
        id: 'table',
        label: 'Table',
        icon: 'table',
        optionsSchema: {
          type: 'object',
          properties: { dense: { type: 'boolean', default: false } },
          additionalProperties: false,
        },
      },
      {
        id: 'board',
        label: 'Board',
        icon: 'project',
        fieldOptions: { group: ['choice', 'record'], lanes: ['choice'], sum: ['sum'] },
        optionsSchema: {
          type: 'object',
          properties: { group: { type: 'string' }, lanes: { type: 'string' }, sum: { type: 'string' } },
          required: ['group'],
          additionalProperties: false,
        },
      },
    ],
    tileTypes: [
      {
        id: 'line',
        label: 'Line',
        icon: 'line-chart',
        optionsSchema: { type: 'object', properties: {}, additionalProperties: false },
        report: { groups: { least: 1, most: 2 } },
        size: { w: 6, h: 4 },
      },
      {
        id: 'note',
        label: 'Note',
        icon: 'file-text',
        optionsSchema: {
          type: 'object',
          properties: { text: { type: 'string' } },
          additionalProperties: false,
        },
        size: { w: 3, h: 2 },
      },
    ],
  },
});

/** The core field types, operators and strategies, and enough to show records with. */
export const testRegistry: Registry = createRegistry([coreRules, coreFields, coreStrategies, showing]);

/** The examples of every document kind: together a small configuration without a problem. */
export function exampleDocuments(): readonly { readonly [property: string]: unknown }[] {
  const folder = join(root, 'schemas/documents/src');
  return globSync('*/examples/*.json', { cwd: folder })
    .toSorted()
    .map(
      (path) =>
        JSON.parse(readFileSync(join(folder, path), 'utf8')) as { readonly [property: string]: unknown },
    );
}

export type Edits = readonly (readonly [document: string, pointer: string, value: unknown])[];

/** The examples with a value put at a place, such as `entity/customer` and `/fields/0/type`; undefined removes it. */
export function examplesWith(...edits: Edits): readonly unknown[] {
  const documents = structuredClone(exampleDocuments());
  for (const [name, pointer, value] of edits) {
    const document = documents.find(({ kind, id }) => `${kind}/${id}` === name);
    const keys = pointerKeys(pointer);
    const parent = valueAt(document, pointerTo('', ...keys.slice(0, -1)));
    const key = keys.at(-1);
    if (typeof parent !== 'object' || parent === null || key === undefined) {
      throw new Error(`There is no ${pointer} in ${name}`);
    }
    if (value === undefined && Array.isArray(parent)) parent.splice(Number(key), 1);
    else if (value === undefined) Reflect.deleteProperty(parent, key);
    else Reflect.set(parent, Array.isArray(parent) && key === '-' ? parent.length : key, value);
  }
  return documents;
}
