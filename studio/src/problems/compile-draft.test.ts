import { describe, expect, it } from '@jest/globals';
import { coreFields, coreRules } from '@tenon/core-fields';
import { createRegistry } from '@tenon/plugin-api';
import { compileDraft } from './compile-draft.ts';

const registry = createRegistry([coreRules, coreFields]);
const organisation = {
  kind: 'organisation',
  id: 'main',
  label: 'Example',
  timeZone: 'Europe/London',
  currency: 'GBP',
};
const project = (more: object, ...fields: object[]) => ({
  kind: 'entity',
  id: 'project',
  label: 'Project',
  labelPlural: 'Projects',
  titleField: 'name',
  fields: [
    { id: 'name', type: 'text', label: 'Name', required: true },
    { id: 'stage', type: 'choice', label: 'Stage', options: { choices: [{ id: 'idea', label: 'Idea' }] } },
    ...fields,
  ],
  ...more,
});
const compiled = (entity: { readonly id: string }) =>
  compileDraft(
    [organisation, entity].map((one) => ({
      kind: 'kind' in one ? String(one.kind) : '',
      id: one.id,
      content: JSON.stringify(one),
    })),
    registry,
  );

describe('the model of a draft that is being written', () => {
  it('is whole when nothing is wrong', () => {
    const { model, problems, publishable } = compiled(project({}));
    expect(problems).toEqual([]);
    expect(publishable).toBe(true);
    expect(model.entities.get('project')?.fields.has('stage')).toBe(true);
  });

  it.each([
    ['moves without ends', project({ stages: { field: 'stage', transitions: [{ from: [], to: [] }] } })],
    ['a title that is no field', project({ titleField: 'nothing' })],
    [
      'a relation that leads nowhere',
      project({}, { id: 'client', type: 'relation', label: 'Client', options: { to: '' } }),
    ],
    [
      'a sum over that relation',
      project(
        {},
        { id: 'client', type: 'relation', label: 'Client', options: { to: 'nobody' } },
        { id: 'total', type: 'rollup', label: 'Total', options: { relation: 'client', aggregate: 'count' } },
      ),
    ],
  ])('keeps the fields beside %s, and says what is wrong', (_, entity) => {
    const { model, problems, publishable } = compiled(entity);
    expect(publishable).toBe(false);
    expect(problems.length).toBeGreaterThan(0);
    const fields = model.entities.get('project')?.fields;
    expect([fields?.has('name'), fields?.has('stage')]).toEqual([true, true]);
    expect(fields?.has('client')).toBe(false);
  });
});
