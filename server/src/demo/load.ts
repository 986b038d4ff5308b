/** Loads the demo company into an instance without any release, through the same doors as everybody's data. */
import { sql } from '@tenon/expressions';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { DemoAccount } from '../http/services.ts';
import { systemContext } from '../identity/viewers.ts';
import type { Tenon } from '../tenon.ts';
import { demoEmail, generateDemo } from './generate.ts';

interface DemoState {
  readonly password: string;
  readonly users: readonly { readonly id: string; readonly email: string; readonly name: string; readonly role: string }[];
}

const settingsKey = 'demo';

export async function loadDemo(tenon: Tenon, documents: readonly string[], progress: (message: string) => void): Promise<void> {
  progress('Loading the demo company …');
  await tenon.releases.publish({ documents, base: tenon.releases.current().number, note: 'Demo company', by: null });
  const context = systemContext(tenon, tenon.releases.current(), 'import');
  const today = tenon.now().slice(0, 10);
  for (const file of generateDemo(today)) {
    const result = await tenon.records.import(context, file.entity, Readable.from([file.csv]), file.mapping);
    if (result.state !== 'done') throw new Error(`The demo's ${file.entity} file was refused: ${JSON.stringify(result.errors.slice(0, 3))}`);
    progress(`  ${result.created} ${file.entity} records`);
  }
  const password = `demo-${randomBytes(6).toString('base64url')}`;
  const administrator = await tenon.records.create(context, 'user', { name: 'Demo Administrator', email: demoEmail('administrator', 0), active: true });
  const people = [
    { email: demoEmail('administrator', 0), role: 'administrator' },
    { email: demoEmail('manager', 0), role: 'sales_manager' },
    { email: demoEmail('agent', 0), role: 'sales_agent' },
    { email: demoEmail('agent', 20), role: 'sales_agent' },
  ];
  const users: DemoState['users'][number][] = [];
  for (const { email, role } of people) {
    const page = await tenon.records.query(context, 'user', { where: { '==': [{ var: 'email' }, email] }, fields: ['id', 'name'], limit: 1 });
    const user = page.items[0] ?? administrator;
    await tenon.identity.setPassword(user.id, password);
    await tenon.identity.setRoles(tenon.releases.current(), user.id, [role]);
    users.push({ id: user.id, email, name: String(user['name']), role });
  }
  for (const manager of [1, 2]) {
    const page = await tenon.records.query(context, 'user', { where: { '==': [{ var: 'email' }, demoEmail('manager', manager)] }, fields: ['id'], limit: 1 });
    if (page.items[0]) await tenon.identity.setRoles(tenon.releases.current(), page.items[0].id, ['sales_manager']);
  }
  const state: DemoState = { password, users };
  await tenon.db.query(sql`
    insert into tenon.settings (key, value) values (${settingsKey}, ${sql.value(JSON.stringify(state), 'jsonb')})
    on conflict (key) do update set value = excluded.value`);
  for (const segmentation of context.release.model.segmentations.keys()) await tenon.work.segments.refreshAll(systemContext(tenon, tenon.releases.current()), segmentation);
  for (const rule of tenon.releases.current().model.assignmentRules.values()) await tenon.work.assignment.run(systemContext(tenon, tenon.releases.current(), 'assignment'), rule.id);
}

async function demoState(tenon: Pick<Tenon, 'db'>): Promise<DemoState | undefined> {
  const [row] = await tenon.db.query<{ value: DemoState }>(sql`select value from tenon.settings where key = ${settingsKey}`);
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
export async function demoAccounts(tenon: Pick<Tenon, 'db'>): Promise<readonly DemoAccount[]> {
  const state = await demoState(tenon);
  if (!state) return [];
  return state.users.map(({ email, name, role }) => ({
    name, email, role, password: state.password, description: descriptions[role] ?? { en: role, 'zh-CN': role },
  }));
}
