import { describe, expect, it } from '@jest/globals';
import { coreFields, coreRules } from '@tenon/core-fields';
import { coreStrategies } from '@tenon/core-strategies';
import { coreTiles } from '@tenon/core-tiles';
import { coreViews } from '@tenon/core-views';
import { readDocument, schemas } from '@tenon/documents';
import { compile } from '@tenon/model';
import { createRegistry } from '@tenon/plugin-api';
import { SchemaGuide } from '../references/index.ts';
import { completionsAt } from './completion.ts';

const registry = createRegistry([coreRules, coreFields, coreViews, coreTiles, coreStrategies]);
const [plain] = registry.fieldTypes.ids();
const entity = {
  kind: 'entity',
  id: 'account',
  label: { en: 'Account', 'zh-CN': '客户' },
  titleField: 'name',
  fields: [{ id: 'name', type: plain, label: { en: 'Name', 'zh-CN': '名称' } }],
};
const { model } = compile([entity], registry);

/** What is offered where `|` stands in a document; the text without it need not be JSON. */
function offered(kind: string, marked: string) {
  const position = marked.indexOf('|');
  const text = marked.replace('|', '');
  const document = readDocument(text).value ?? { kind, entity: 'account' };
  return completionsAt(text, position, {
    guide: new SchemaGuide(schemas),
    reference: { kind, document, model, registry },
    language: 'zh-CN',
  });
}
const labels = (kind: string, marked: string) => offered(kind, marked).map(({ label }) => label);

describe('completion from the schema', () => {
  it('offers the members that are not written yet', () => {
    const names = labels('view', '{ "kind": "view", "entity": "account", "|": 1 }');
    expect(names).toEqual(expect.arrayContaining(['columns', 'where', 'sort']));
    expect(names).not.toContain('entity');
  });

  it('offers members of what a list holds, through references to shared parts', () => {
    expect(labels('view', '{ "sort": [{ "|": 1 }] }')).toEqual(['field', 'direction']);
  });

  it('offers the words of an enumeration', () => {
    expect(labels('form', '{ "use": "|" }')).toEqual(['create', 'edit', 'both']);
    expect(labels('view', '{ "sort": [{ "field": "name", "direction": "|" }] }')).toEqual(['asc', 'desc']);
  });

  it('offers ids of what exists, with their labels in the language of the reader', () => {
    expect(offered('form', '{ "kind": "form", "entity": "|" }')).toContainEqual(
      expect.objectContaining({ label: 'account', detail: '客户' }),
    );
    const fields = labels('form', '{ "entity": "account", "sections": [{ "fields": [{ "field": "|" }] }] }');
    expect(fields).toContain('name');
    expect(fields).toContain('owner');
  });

  it('offers what plugins contribute', () => {
    expect(labels('entity', '{ "fields": [{ "type": "|" }] }')).toEqual(registry.fieldTypes.ids());
    expect(labels('assignment-rule', '{ "match": { "strategy": "|" } }')).toEqual(
      registry.assignmentStrategies.ids(),
    );
  });

  it('offers operators and paths inside an expression', () => {
    const operators = labels('view', '{ "entity": "account", "where": { "|": 1 } }');
    expect(operators).toEqual(expect.arrayContaining(['var', '==', 'and', 'exists']));
    expect(labels('view', '{ "entity": "account", "where": { "==": [{ "var": "|" }, 1] } }')).toContain(
      'name',
    );
  });
});
