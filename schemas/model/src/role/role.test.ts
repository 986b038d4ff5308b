import { describe, expect, it } from '@jest/globals';
import { examplesWith, testRegistry } from '../../../../tests/support/configuration.ts';
import { problemsWith } from '../../../../tests/support/problems.ts';
import { compile } from '../compile.ts';

describe('roles', () => {
  it.each([
    ['/grants/0/entity', 'custmer', 'reference-unknown', '/grants/0/entity'],
    ['/grants/0/where', { '==': [{ var: 'regin' }, 'north'] }, 'unknown-field', '/grants/0/where/==/0/var'],
    [
      '/grants/0/where',
      { '==': [{ var: 'operator.region' }, 'north'] },
      'unknown-field',
      '/grants/0/where/==/0/var',
    ],
    ['/grants/0/fields/readOnly/0', 'nme', 'path-unknown', '/grants/0/fields/readOnly/0'],
    ['/grants/0/fields/readOnly/0', 'version', 'field-not-hidden', '/grants/0/fields/readOnly/0'],
  ])('[RO1] %s = %j is the problem %s, and the grant is left out', (pointer, value, code, at) => {
    const edit = ['role/agent', pointer, value] as const;
    expect(problemsWith(edit)).toEqual([`${code} role/agent${at}`]);
    const grants = compile(examplesWith(edit), testRegistry).model.roles.get('agent')?.grants;
    expect(grants?.map(({ entity }) => entity)).toEqual(['order', 'user']);
  });

  it('[RO2] a row rule on every entity is checked against each', () => {
    const own = { '==': [{ var: 'owner' }, { var: 'viewer.id' }] };
    const { model, problems } = compile(examplesWith(['role/manager', '/grants/0/where', own]), testRegistry);
    expect(problems).toEqual([]);
    expect(model.roles.get('manager')?.grants.map(({ entity }) => entity)).toEqual([
      'user',
      'team',
      'exchange_rate',
      'contract',
      'customer',
      'order',
    ]);
    expect(
      problemsWith(['role/manager', '/grants/0/where', { '==': [{ var: 'region' }, 'north'] }]),
    ).toContain('unknown-field role/manager/grants/0/where/==/0/var');
  });

  it('[RO3] a grant on every entity cannot name fields', () => {
    expect(problemsWith(['role/manager', '/grants/0/fields', { hidden: ['owner'] }])).toEqual([
      'grant-fields role/manager/grants/0/fields',
    ]);
  });

  it('[RO4] a grant to create what nobody could fill in is told', () => {
    const grant = { entity: 'customer', actions: ['read', 'create'], fields: { readOnly: ['name'] } };
    expect(problemsWith(['role/agent', '/grants/0', grant])).toEqual([
      'create-impossible role/agent/grants/0',
    ]);
  });

  it('[RO5] the role administrator may do everything until a configuration writes its own', () => {
    const grants = (documents: readonly unknown[]) =>
      compile(documents, testRegistry)
        .model.roles.get('administrator')
        ?.grants.flatMap(({ actions }) => actions);
    expect(grants([])).toEqual(expect.arrayContaining(['read', 'create', 'update', 'delete', 'assign']));
    const own = {
      kind: 'role',
      id: 'administrator',
      label: 'A',
      grants: [{ entity: '*', actions: ['read'] }],
    };
    expect(grants([own])).toEqual(['read']);
  });
});
