/** Projects with stages, as an administrator would have configured them: for boards, calendars and timelines. */

const text = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const choice = (id: string, en: string, zh: string, color: string) => ({ id, label: text(en, zh), color });

export const stages = [
  choice('idea', 'Idea', '构想', 'neutral'),
  choice('planned', 'Planned', '已计划', 'blue'),
  choice('active', 'Active', '进行中', 'gold'),
  choice('done', 'Done', '已完成', 'green'),
] as const;

const documents = [
  {
    kind: 'organisation',
    id: 'main',
    label: text('Meridian Projects', '子午线项目'),
    timeZone: 'Asia/Shanghai',
    currency: 'USD',
    languages: ['en', 'zh-CN'],
    phoneRegion: 'US',
  },
  {
    kind: 'role',
    id: 'administrator',
    label: text('Administrator', '管理员'),
    grants: [
      {
        entity: '*',
        actions: ['read', 'create', 'update', 'delete', 'restore', 'export', 'import', 'assign'],
      },
    ],
    capabilities: ['configure', 'manage_users', 'manage_work', 'work'],
  },
  {
    kind: 'entity',
    id: 'project',
    label: text('Project', '项目'),
    labelPlural: text('Projects', '项目'),
    icon: 'project',
    titleField: 'name',
    fields: [
      { id: 'name', type: 'text', label: text('Name', '名称'), required: true },
      {
        id: 'stage',
        type: 'choice',
        label: text('Stage', '阶段'),
        required: true,
        default: 'idea',
        options: { choices: stages },
      },
      { id: 'starts', type: 'date', label: text('Starts', '开始') },
      { id: 'ends', type: 'date', label: text('Ends', '结束') },
      { id: 'kick_off', type: 'datetime', label: text('Kick-off', '启动会') },
      { id: 'budget', type: 'money', label: text('Budget', '预算') },
      { id: 'result', type: 'text', label: text('Result', '成果') },
    ],
    stages: {
      field: 'stage',
      initial: ['idea', 'planned'],
      transitions: [
        { from: ['idea'], to: ['planned'] },
        { from: ['planned'], to: ['active'] },
        { from: ['planned', 'active'], to: ['idea'] },
        { from: ['active'], to: ['done'], required: ['result'] },
      ],
    },
  },
  {
    kind: 'view',
    id: 'board',
    label: text('Board', '看板'),
    entity: 'project',
    type: 'kanban',
    columns: [{ field: 'owner' }, { field: 'ends' }, { field: 'budget' }],
    options: { group: 'stage', sum: 'budget', limits: [{ column: 'active', most: 3 }] },
  },
  {
    kind: 'view',
    id: 'owners',
    label: text('By owner', '按负责人'),
    entity: 'project',
    type: 'kanban',
    columns: [{ field: 'ends' }, { field: 'budget' }],
    options: { group: 'stage', sum: 'budget', lanes: 'owner' },
  },
  {
    kind: 'view',
    id: 'calendar',
    label: text('Calendar', '日历'),
    entity: 'project',
    type: 'calendar',
    columns: [{ field: 'name' }],
    options: { start: 'starts', end: 'ends', color: 'stage' },
  },
  {
    kind: 'view',
    id: 'meetings',
    label: text('Kick-offs', '启动会'),
    entity: 'project',
    type: 'calendar',
    columns: [{ field: 'name' }],
    options: { start: 'kick_off', color: 'stage', zoom: 'week' },
  },
  {
    kind: 'view',
    id: 'plan',
    label: text('Plan', '计划'),
    entity: 'project',
    type: 'timeline',
    columns: [{ field: 'name' }],
    options: { start: 'starts', end: 'ends', group: 'stage', color: 'stage', zoom: 'week' },
  },
  {
    kind: 'app',
    id: 'projects',
    label: text('Projects', '项目'),
    items: [
      { id: 'board', view: 'board' },
      { id: 'owners', view: 'owners' },
      { id: 'calendar', view: 'calendar' },
      { id: 'meetings', view: 'meetings' },
      { id: 'plan', view: 'plan' },
    ],
  },
];

export const projectsApp: readonly string[] = documents.map((document) => JSON.stringify(document));

const names = [
  ['Website relaunch', 'active', -12, 9, '48000'],
  ['仓库自动化二期', 'active', -30, 24, '310000.5'],
  ['Customer portal', 'planned', 5, 40, '96500'],
  ['ERP 数据迁移', 'planned', 12, 33, '127800'],
  ['Trade fair in Shanghai', 'idea', 18, 20, '22000'],
  ['Audit of suppliers', 'active', -40, -15, '8400'],
  ['Office move', 'idea', 3, 3, null],
  ['A pilot with a rather long name, so that there is something to cut', 'idea', -2, 6, '1500'],
] as const;

/** Projects around a day, for pictures. Records begin as an idea or planned: what is active is to get there. */
export function projectsToSee(today: Date) {
  const day = (after: number) => new Date(today.getTime() + after * 86_400_000).toISOString().slice(0, 10);
  return names.map(([name, stage, from, to, budget], at) => ({
    name,
    stage,
    starts: day(from),
    ends: day(to),
    kick_off: `${day((at % 5) - 2)}T0${(at * 2) % 9}:30:00Z`,
    budget,
  }));
}
