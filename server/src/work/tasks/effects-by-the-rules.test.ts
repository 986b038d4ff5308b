/** What outcomes do to records passes the constraints of their entity, as whatever people do. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Context } from '../../context.ts';
import { isTenonError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { type Company, openCompany } from '../testing/company.ts';
import { createTask } from './store.ts';

const choices = (...ids: readonly string[]) => ({ choices: ids.map((id) => ({ id, label: id })) });
const documents = [
  {
    kind: 'entity',
    id: 'lead',
    label: 'Lead',
    fields: [
      { id: 'name', type: 'text', required: true },
      { id: 'state', type: 'choice', default: 'fresh', options: choices('fresh', 'warm', 'won') },
      { id: 'reason', type: 'text' },
    ],
    stages: {
      field: 'state',
      initial: ['fresh'],
      transitions: [
        { from: ['fresh'], to: ['warm'] },
        { from: ['warm'], to: ['won'], required: ['reason'] },
      ],
    },
  },
  {
    kind: 'task-type',
    id: 'call_lead',
    label: 'Call',
    entity: 'lead',
    facts: ['state'],
    lists: [],
    outcomes: [
      { id: 'warmed', label: 'Warmed', effects: [{ set: { state: 'warm' } }] },
      { id: 'won', label: 'Won', fields: [{ field: 'reason' }], effects: [{ set: { state: 'won' } }] },
    ],
  },
  {
    kind: 'role',
    id: 'caller',
    label: 'Caller',
    grants: [{ entity: '*', actions: ['read', 'update'] }],
    capabilities: ['work'],
  },
];

let company: Company;
let caller: () => Context;
beforeAll(async () => {
  company = await openCompany({ documents });
  caller = await company.agent('Cal', {}, ['caller']);
});
afterAll(() => company.close());

async function taskOn(lead: string): Promise<{ readonly id: string; readonly version: number }> {
  const taskType = company.release.model.taskTypes.get('call_lead');
  if (!taskType) throw new Error('There is no such type');
  const operator = caller().viewer.id;
  await company.db.transaction((tx) =>
    createTask(tx, company.system(), { taskType, record: lead, operator, queue: null, rule: null }),
  );
  const task = (await company.work.tasks.list(caller(), {})).items.find(({ record }) => record === lead);
  if (!task) throw new Error('There is no task');
  return task;
}

const complete = async (
  lead: string,
  outcome: string,
  values: { readonly [field: string]: unknown } = {},
) => {
  const { id, version } = await taskOn(lead);
  return await company.work.tasks.complete(caller(), id, { outcome, values, version, key: newId() });
};

describe('effects of outcomes', () => {
  it('move a record by its transitions, and leave task and record as they were when they may not', async () => {
    const lead = await company.records.create(company.system(), 'lead', { name: 'Wang' });
    const refused = await complete(lead.id, 'won', { reason: 'price' }).catch((error) => error);
    expect(isTenonError(refused) && refused.code).toBe('rules-broken');
    expect(refused.message).toBe("From 'fresh' it can go to: warm");
    const read = () => company.records.read(company.system(), 'lead', lead.id);
    expect(await read()).toMatchObject({ state: 'fresh', reason: null, version: 1 });
    expect((await company.work.tasks.list(caller(), {})).items).toHaveLength(1);

    const { id, version } = (await company.work.tasks.list(caller(), {})).items[0] ?? { id: '', version: 0 };
    await company.work.tasks.complete(caller(), id, { outcome: 'warmed', values: {}, version, key: newId() });
    expect(await read()).toMatchObject({ state: 'warm' });
    const bare = await complete(lead.id, 'won').catch((error) => error);
    expect(bare).toMatchObject({ code: 'rules-broken', errors: [{ code: 'required' }] });
    const task = (await company.work.tasks.list(caller(), {})).items[0] ?? { id: '', version: 0 };
    const values = { reason: 'price' };
    await company.work.tasks.complete(caller(), task.id, {
      outcome: 'won',
      values,
      version: task.version,
      key: newId(),
    });
    expect(await read()).toMatchObject({ state: 'won', reason: 'price' });
  });
});
