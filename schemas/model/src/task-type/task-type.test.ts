import { describe, expect, it } from '@jest/globals';
import { examplesWith, testRegistry } from '../../../../tests/support/configuration.ts';
import { problemsWith } from '../../../../tests/support/problems.ts';
import { compile } from '../compile.ts';

const other = {
  kind: 'task-type',
  id: 'check_order',
  label: 'Check',
  entity: 'order',
  outcomes: [{ id: 'ok', label: 'OK' }],
};

describe('task types', () => {
  const effect = '/outcomes/0/effects/0';
  it.each([
    ['/facts/0', 'nme', 'path-unknown', '/facts/0'],
    ['/lists/0/relation', 'owner', 'not-a-list', '/lists/0/relation'],
    ['/lists/0/columns/0', 'name', 'path-unknown', '/lists/0/columns/0'],
    ['/priority/0/score', { var: 'name' }, 'type-mismatch', '/priority/0/score'],
    ['/hot', 3, 'type-mismatch', '/hot'],
    ['/outcomes/1/id', 'interested', 'id-repeated', '/outcomes/1/id'],
    ['/outcomes/0/fields/0/field', 'created_at', 'not-writable', '/outcomes/0/fields/0/field'],
    [effect, { set: { nme: 'x' } }, 'path-unknown', `${effect}/set/nme`],
    [effect, { set: { newsletter: 'yes' } }, 'type-mismatch', `${effect}/set/newsletter`],
    [effect, { set: { region: 'east' } }, 'unknown-option', `${effect}/set/region`],
    [effect, { set: { name: null } }, 'set-empty', `${effect}/set/name`],
    [effect, { set: { version: 3 } }, 'not-writable', `${effect}/set/version`],
    [
      effect,
      { followUp: { taskType: 'winback_cll', after: 'P1D' } },
      'reference-unknown',
      `${effect}/followUp/taskType`,
    ],
    [
      effect,
      { followUp: { taskType: 'winback_call', after: 'P1D', to: 'queue' } },
      'queue-missing',
      `${effect}/followUp`,
    ],
    [effect, { release: { queue: 'winbak' } }, 'reference-unknown', `${effect}/release/queue`],
  ])('[TT1] %s = %j is the problem %s', (pointer, value, code, at) => {
    expect(problemsWith(['task-type/winback_call', pointer, value])).toEqual([
      `${code} task-type/winback_call${at}`,
    ]);
  });

  it('[TT2] a follow-up is about the same entity', () => {
    const documents = examplesWith([
      'task-type/winback_call',
      effect,
      { followUp: { taskType: 'check_order', after: 'P1D' } },
    ]);
    expect(compile([...documents, other], testRegistry).problems).toMatchObject([
      { code: 'entity-differs', details: { found: 'order', expected: 'customer' } },
    ]);
  });

  it('[TT3] an effect may empty a field that is not required, and set one that people may not', () => {
    const edits = [
      ['task-type/winback_call', effect, { set: { region: null, newsletter: true } }],
      ['entity/customer', '/fields/3/readOnly', true],
    ] as const;
    expect(problemsWith(...edits)).toEqual([]);
  });
});
