import { describe, expect, it } from '@jest/globals';
import { testRegistry } from '../../../../tests/support/configuration.ts';
import { compile } from '../compile.ts';
import { capabilities, recordActions } from './access.ts';
import { accessOf } from './access-of.ts';
import { systemAccess } from './system-access.ts';

const north = { '==': [{ var: 'region' }, 'north'] };
const own = { '==': [{ var: 'owner' }, { var: 'viewer.id' }] };
const fields = ['region', 'salary', 'note'].map((id) => ({ id, type: 'text' }));
const role = (id: string, ...grants: readonly object[]) => ({ kind: 'role', id, label: id, grants });
const { model, problems } = compile(
  [
    { kind: 'entity', id: 'person', label: 'Person', fields },
    { kind: 'entity', id: 'thing', label: 'Thing', fields: [] },
    role('reader', {
      entity: 'person',
      actions: ['read'],
      where: north,
      fields: { hidden: ['salary', 'note'] },
    }),
    role('owner', {
      entity: 'person',
      actions: ['read', 'update'],
      where: own,
      fields: { hidden: ['salary'], readOnly: ['region'] },
    }),
    role('boss', { entity: 'person', actions: ['read'] }),
    role('writer', { entity: 'person', actions: ['update'] }),
    { ...role('all', { entity: '*', actions: ['read', 'delete'] }), capabilities: ['work', 'configure'] },
  ],
  testRegistry,
);
const access = (...roles: readonly string[]) => accessOf(model, roles);
const written = (rules: unknown): unknown =>
  Array.isArray(rules) ? rules.map((rule: { readonly written: unknown }) => rule.written) : rules;

describe('access', () => {
  it('is tested on a sound configuration', () => expect(problems).toEqual([]));

  it('[AC1] no role gives nothing, an unknown one neither', () => {
    for (const nobody of [access(), access('nobody'), access('constructor')]) {
      for (const action of recordActions) {
        expect(nobody.can('person', action)).toBe(false);
        expect(nobody.rowRules('person', action)).toBe('none');
      }
      expect([...nobody.capabilities]).toEqual([]);
    }
  });

  it('[AC2] row rules of several grants are alternatives', () => {
    expect(written(access('reader').rowRules('person', 'read'))).toEqual([north]);
    expect(written(access('reader', 'owner').rowRules('person', 'read'))).toEqual([north, own]);
    expect(written(access('reader', 'owner').rowRules('person', 'update'))).toEqual([own]);
  });

  it('[AC3] one grant without a row rule covers all records', () => {
    expect(access('reader', 'boss').rowRules('person', 'read')).toBe('all');
    expect(access('reader', 'all').rowRules('person', 'read')).toBe('all');
    expect(access('reader', 'boss').rowRules('person', 'update')).toBe('none');
  });

  it('[AC4] a field is hidden when every grant to read hides it', () => {
    expect([...access('reader').hidden('person')]).toEqual(['salary', 'note']);
    expect([...access('reader', 'owner').hidden('person')]).toEqual(['salary']);
    expect([...access('reader', 'boss').hidden('person')]).toEqual([]);
    expect([...access('reader', 'writer').hidden('person')]).toEqual(['salary', 'note']);
  });

  it('[AC5] a field is read-only when every grant to write says so', () => {
    expect([...access('owner').readOnly('person')]).toEqual(['region']);
    expect([...access('owner', 'writer').readOnly('person')]).toEqual([]);
    expect([...access('owner', 'boss').readOnly('person')]).toEqual(['region']);
  });

  it('[AC6] a grant on * is one on every entity, and on nothing else', () => {
    expect(access('all').can('thing', 'delete')).toBe(true);
    expect(access('all').can('user', 'read')).toBe(true);
    expect(access('all').can('nothing', 'read')).toBe(false);
    expect([...access('all', 'reader').capabilities]).toEqual(['work', 'configure']);
  });

  it('[AC7] more roles never give less', () => {
    const roles = ['reader', 'owner', 'boss', 'writer', 'all'];
    for (const one of roles) {
      for (const two of roles) {
        const [few, many] = [access(one), access(one, two)];
        for (const action of recordActions) {
          if (few.can('person', action)) expect(many.can('person', action)).toBe(true);
          if (few.rowRules('person', action) === 'all') expect(many.rowRules('person', action)).toBe('all');
        }
        if (!few.can('person', 'read')) continue;
        for (const hidden of many.hidden('person')) expect(few.hidden('person').has(hidden)).toBe(true);
      }
    }
  });

  it('[AC8] Tenon itself may do everything with what there is', () => {
    const system = systemAccess(model);
    expect(system.rowRules('person', 'delete')).toBe('all');
    expect(system.can('nothing', 'read')).toBe(false);
    expect([...system.capabilities].toSorted()).toEqual([...capabilities].toSorted());
  });
});
