/** Loads the demo company into an instance without any release, through the same doors as everybody's data. */

import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { sql } from '@tenon/expressions';
import type { DemoAccount } from '../http/services.ts';
import { systemContext } from '../identity/viewers.ts';
import type { Tenon } from '../tenon.ts';
import { demoEmail, generateDemo } from './generate.ts';

interface DemoState {
  /** `loading` while it is under way: a start that finds it so goes on, as every step may be done again. */
  readonly state: 'loading' | 'loaded';
  readonly password: string;
  readonly users: readonly {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly role: string;
  }[];
}

const settingsKey = 'demo';

/** Whether this instance is empty, or was killed while the demo company was loaded. */
export async function wantsDemo(tenon: Pick<Tenon, 'db' | 'releases'>): Promise<boolean> {
  return tenon.releases.current().number === 0 || (await demoState(tenon))?.state === 'loading';
}

export async function loadDemo(
  tenon: Tenon,
  documents: readonly string[],
  progress: (message: string) => void,
): Promise<void> {
  progress('Loading the demo company …');
  await saveState(tenon, { state: 'loading', password: '', users: [] });
  if (tenon.releases.current().number === 0) {
    await tenon.releases.publish({ documents, base: 0, note: 'Demo company', by: null });
  }
  const context = systemContext(tenon, tenon.releases.current(), 'import');
  const today = tenon.now().slice(0, 10);
  for (const file of generateDemo(today)) {
    const result = await tenon.records.import(context, file.entity, Readable.from([file.csv]), file.mapping);
    if (result.state !== 'done')
      throw new Error(
        `The demo's ${file.entity} file was refused: ${JSON.stringify(result.errors.slice(0, 3))}`,
      );
    progress(`  ${result.created + result.updated + result.unchanged} ${file.entity} records`);
  }
  const password = `demo-${randomBytes(6).toString('base64url')}`;
  const people = [
    { email: demoEmail('administrator', 0), role: 'administrator' },
    { email: demoEmail('manager', 0), role: 'sales_manager' },
    { email: demoEmail('agent', 0), role: 'sales_agent' },
    { email: demoEmail('agent', 20), role: 'sales_agent' },
  ];
  const users: DemoState['users'][number][] = [];
  for (const { email, role } of people) {
    const user =
      (await userByEmail(tenon, email)) ??
      (await tenon.records.create(context, 'user', { name: 'Demo Administrator', email, active: true }));
    await tenon.identity.setPassword(user.id, password);
    await tenon.identity.setRoles(tenon.releases.current(), user.id, [role]);
    users.push({ id: user.id, email, name: String(user.name), role });
  }
  for (const manager of [1, 2]) {
    const user = await userByEmail(tenon, demoEmail('manager', manager));
    if (user) await tenon.identity.setRoles(context.release, user.id, ['sales_manager']);
  }
  const system = systemContext(tenon, context.release, 'assignment');
  for (const segmentation of context.release.model.segmentations.keys())
    await tenon.work.segments.refreshAll(system, segmentation);
  for (const rule of context.release.model.assignmentRules.keys())
    await tenon.work.assignment.run(system, rule);
  await saveState(tenon, { state: 'loaded', password, users });
}

async function userByEmail(tenon: Tenon, email: string) {
  const context = systemContext(tenon, tenon.releases.current());
  const page = await tenon.records.query(context, 'user', {
    where: { '==': [{ var: 'email' }, email] },
    fields: ['id', 'name'],
    limit: 1,
  });
  return page.items[0];
}

async function saveState(tenon: Pick<Tenon, 'db'>, state: DemoState): Promise<void> {
  await tenon.db.query(sql`
    insert into tenon.settings (key, value) values (${settingsKey}, ${sql.value(JSON.stringify(state), 'jsonb')})
    on conflict (key) do update set value = excluded.value`);
}

async function demoState(tenon: Pick<Tenon, 'db'>): Promise<DemoState | undefined> {
  const [row] = await tenon.db.query<{ value: DemoState }>(
    sql`select value from tenon.settings where key = ${settingsKey}`,
  );
  return row?.value;
}

export async function demoUserIds(tenon: Pick<Tenon, 'db'>): Promise<readonly string[]> {
  return (await demoState(tenon))?.users.map((user) => user.id) ?? [];
}

const descriptions: { readonly [role: string]: DemoAccount['description'] } = {
  administrator: { en: 'Changes everything in the studio', 'zh-CN': '在配置台中调整一切' },
  sales_manager: { en: 'Sees all regions, runs assignment', 'zh-CN': '查看所有区域，运行分配' },
  sales_agent: { en: 'Works the task list', 'zh-CN': '处理任务列表' },
};

/** The sign-ins that the sign-in page offers; empty without the demo company. */
export async function demoAccounts(tenon: Pick<Tenon, 'db' | 'releases'>): Promise<readonly DemoAccount[]> {
  const state = await demoState(tenon);
  if (state?.state !== 'loaded') return [];
  const { roles } = tenon.releases.current().model;
  return state.users.map(({ email, name, role }) => ({
    name,
    email,
    role: roles.get(role)?.label ?? role,
    password: state.password,
    description: descriptions[role] ?? { en: role, 'zh-CN': role },
  }));
}
