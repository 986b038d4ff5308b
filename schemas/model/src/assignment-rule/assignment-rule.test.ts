import { describe, expect, it } from '@jest/globals';
import { exampleDocuments, examplesWith, testRegistry } from '../../../../tests/support/configuration.ts';
import { problemsWith } from '../../../../tests/support/problems.ts';
import { compile } from '../compile.ts';

describe('assignment rules', () => {
  it('[AR1] everything that is not said has its default', () => {
    const { model } = compile(exampleDocuments(), testRegistry);
    expect(model.assignmentRules.get('winback')).toMatchObject({
      enabled: true,
      order: 100,
      loadTaskTypes: ['winback_call'],
      takeOwnership: false,
      schedule: { cron: '0 8 * * mon-fri', timeZone: 'Europe/Berlin' },
      waitingQueue: 'winback',
    });
    const bare = examplesWith(['assignment-rule/winback', '/frequency/timeZone', undefined]);
    const zone = compile(bare, testRegistry).model.assignmentRules.get('winback')?.schedule?.timeZone;
    expect(zone).toBe('Europe/Berlin');
  });

  it.each([
    ['/match/strategy', 'weigted', 'type-unknown', '/match/strategy'],
    [
      '/recall/records/where',
      { in_segment: ['lifecycle', 'gone'] },
      'unknown-segment',
      '/recall/records/where/in_segment/1',
    ],
    ['/recall/records/sort/0/field', 'orders', 'not-sortable', '/recall/records/sort/0/field'],
    [
      '/recall/operators/where',
      { '==': [{ var: 'newsletter' }, true] },
      'unknown-field',
      '/recall/operators/where/==/0/var',
    ],
    ['/match/capacity', { var: 'name' }, 'type-mismatch', '/match/capacity'],
    ['/match/weight', true, 'type-mismatch', '/match/weight'],
    [
      '/match/pair',
      { '==': [{ var: 'region' }, { var: 'operator.regon' }] },
      'unknown-field',
      '/match/pair/==/1/var',
    ],
    ['/match/load', { taskTypes: ['call'] }, 'reference-unknown', '/match/load/taskTypes/0'],
    ['/frequency/timeZone', 'Europe/Berln', 'time-zone-unknown', '/frequency/timeZone'],
    ['/frequency/timeZone', '+02:00', 'time-zone-unknown', '/frequency/timeZone'],
    ['/frequency/schedule', '0 25 * * *', 'cron-invalid', '/frequency/schedule'],
    ['/validity/queue', undefined, 'queue-missing', '/validity'],
    ['/validity/queue', 'winbak', 'reference-unknown', '/validity/queue'],
    ['/waiting/queue', 'winbak', 'reference-unknown', '/waiting/queue'],
  ])('[AR2] %s = %j is the problem %s, and the rule is left out whole', (pointer, value, code, at) => {
    const edit = ['assignment-rule/winback', pointer, value] as const;
    expect(problemsWith(edit)).toEqual([`${code} assignment-rule/winback${at}`]);
    expect(compile(examplesWith(edit), testRegistry).model.assignmentRules.size).toBe(0);
  });

  it('[AR3] a queue of another entity cannot take what nobody can', () => {
    const queue = { kind: 'queue', id: 'orders', label: 'Orders', entity: 'order' };
    const documents = [...examplesWith(['assignment-rule/winback', '/waiting/queue', 'orders']), queue];
    expect(compile(documents, testRegistry).problems).toMatchObject([
      { code: 'entity-differs', pointer: '/waiting/queue' },
    ]);
  });

  it('[AR4] a warning that would come before the task is told', () => {
    expect(problemsWith(['assignment-rule/winback', '/validity/warnBefore', 'P3D'])).toEqual([
      'warning-late assignment-rule/winback/validity/warnBefore',
    ]);
    expect(problemsWith(['assignment-rule/winback', '/validity/warnBefore', 'PT71H'])).toEqual([]);
  });
});
