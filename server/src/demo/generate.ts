/** Makes the data of the demo company: believable, in two languages, and recent whenever it is loaded. */
import { stringify } from 'csv-stringify/sync';
import { createRandom, type Random } from './random.ts';

export interface DemoFile {
  readonly entity: string;
  readonly csv: string;
  readonly mapping: {
    readonly key: string;
    readonly fields: {
      readonly [field: string]: {
        readonly column: string;
        readonly by?: string;
        readonly missing?: 'create';
      };
    };
  };
}

const teams = [
  {
    name: 'North America',
    manager: 'Grace Whitfield',
    agents: [
      'Noah Bennett',
      'Olivia Sanders',
      'Ethan Moore',
      'Maya Rodriguez',
      'Lucas Hayes',
      'Amelia Brooks',
    ],
  },
  {
    name: 'Europe',
    manager: 'Henrik Lindqvist',
    agents: [
      'Clara Vogel',
      'Mateo Ferrari',
      'Sofia Novak',
      'Julien Moreau',
      'Ingrid Dahl',
      'Tomasz Zielinski',
    ],
  },
  {
    name: '大中华区',
    manager: '陈思远',
    agents: ['王嘉怡', '李浩然', '张雨桐', '刘子墨', '赵晨曦', '孙若彤'],
  },
] as const;

const products = [
  ['GTX Lite', 'gtx', '640'],
  ['GTX Tower', 'gtx', '4950'],
  ['GTX Edge', 'gtx', '5820'],
  ['MG Mini', 'mg', '85'],
  ['MG Rack', 'mg', '3290'],
  ['MG Fanless', 'mg', '1180'],
  ['GTK 900', 'gtk', '24900'],
] as const;

const first = [
  'Alder',
  'Brook',
  'Cedar',
  'Dunmore',
  'Ember',
  'Falcon',
  'Granite',
  'Harbor',
  'Iron',
  'Juniper',
  'Kestrel',
  'Larch',
  'Mistral',
  'North',
  'Orchard',
  'Pinnacle',
];
const second = [
  'gate Systems',
  'field Medical',
  'stone Retail',
  ' & Sons',
  'wick Studios',
  'bridge Finance',
  ' Logistics',
  'light Media',
];
const chinese = [
  '华辰科技',
  '远航医疗',
  '锦程零售',
  '云帆软件',
  '恒信金融',
  '星河传媒',
  '百川电信',
  '致远人力',
  '天工制造',
  '明德教育',
];
const sectors = [
  'technology',
  'medical',
  'retail',
  'software',
  'entertainment',
  'marketing',
  'telecommunications',
  'finance',
  'employment',
  'services',
];
const places = [
  'Boston',
  'Chicago',
  'Toronto',
  'Austin',
  'London',
  'Berlin',
  'Lyon',
  'Milan',
  'Stockholm',
  'Warsaw',
];
const chinesePlaces = ['北京', '上海', '深圳', '杭州', '成都'];
const steps = [
  'Send the revised quote',
  'Book a demo with IT',
  'Confirm the budget owner',
  'Ship a trial unit',
  'Call back after the board meeting',
  '发送最新报价',
  '预约产品演示',
  '确认采购流程',
];

/** Files in the order in which they must be imported. `today` is YYYY-MM-DD. */
export function generateDemo(today: string, seed = 20_261): readonly DemoFile[] {
  const random = createRandom(seed);
  const users = teams.flatMap((team, teamIndex) => [
    {
      name: team.manager,
      email: demoEmail('manager', teamIndex),
      team: team.name,
      manager: '',
      capacity: '',
      weight: '',
    },
    ...team.agents.map((name, index) => ({
      name,
      email: demoEmail('agent', teamIndex * 10 + index),
      team: team.name,
      manager: team.manager,
      capacity: String(8 + random.below(5) * 2),
      weight: random.pick(['0.8', '1', '1', '1', '1.2', '1.5']),
    })),
  ]);
  const names = [
    ...new Set(
      first.flatMap((a, i) => [0, 1, 2].map((k) => `${a}${second[(i * 3 + k * 5) % second.length]}`)),
    ),
  ];
  const accounts = [
    ...names.map((name) => account(random, name, random.pick(places))),
    ...chinese.flatMap((name) => [account(random, `${name}有限公司`, random.pick(chinesePlaces))]),
  ].map((item, index, all) => ({
    ...item,
    parent: index > 10 && random.chance(0.12) ? (all[random.below(8)]?.name ?? '') : '',
  }));
  const chineseAccounts = accounts.filter((item) => /\p{Script=Han}/u.test(item.name));
  const western = accounts.filter((item) => !/\p{Script=Han}/u.test(item.name));

  const opportunities: Record<string, string>[] = [];
  const agents = teams.flatMap((team) => team.agents.map((name, rank) => ({ name, team: team.name, rank })));
  for (let number = 1; number <= 1_260; number++) {
    const agent = random.pick(agents);
    const [product, , price] = random.pick(products);
    const age = Math.floor((random.below(1_000) / 1_000) ** 1.4 * 420);
    const draw = random.below(100);
    const stage =
      age > 120
        ? draw < 60 - agent.rank * 2
          ? 'won'
          : draw < 96
            ? 'lost'
            : 'engaging'
        : draw < 30
          ? 'won'
          : draw < 50
            ? 'lost'
            : draw < 82
              ? 'engaging'
              : 'prospecting';
    const closed = stage === 'won' || stage === 'lost';
    const engaged = stage === 'prospecting' ? '' : daysBefore(today, age);
    const from = agent.team === '大中华区' ? chineseAccounts : western;
    opportunities.push({
      number: `D-${String(number).padStart(5, '0')}`,
      account: !closed && random.chance(0.15) ? '' : random.pick(from).name,
      product,
      stage,
      engage_date: engaged,
      close_date: closed ? daysBefore(today, Math.max(0, age - 6 - random.below(80))) : '',
      close_value:
        stage === 'won'
          ? (Number(price) * (0.82 + random.below(30) / 100)).toFixed(2)
          : stage === 'lost'
            ? '0'
            : '',
      owner: agent.name,
      next_step: stage === 'engaging' && random.chance(0.6) ? random.pick(steps) : '',
    });
  }
  const same = (...fields: string[]) => Object.fromEntries(fields.map((field) => [field, { column: field }]));
  return [
    file(
      'product',
      products.map(([name, series, price]) => ({ name, series, price })),
      { key: 'name', fields: same('name', 'series', 'price') },
    ),
    file('user', users, {
      key: 'email',
      fields: {
        ...same('name', 'email', 'capacity', 'weight'),
        team: { column: 'team', by: 'name', missing: 'create' },
        manager: { column: 'manager', by: 'name' },
      },
    }),
    file('account', accounts, {
      key: 'name',
      fields: {
        ...same('name', 'sector', 'year_established', 'revenue', 'employees', 'location'),
        parent: { column: 'parent', by: 'name' },
      },
    }),
    file('opportunity', opportunities, {
      key: 'number',
      fields: {
        ...same('number', 'stage', 'engage_date', 'close_date', 'close_value', 'next_step'),
        account: { column: 'account', by: 'name' },
        product: { column: 'product', by: 'name' },
        owner: { column: 'owner', by: 'name' },
      },
    }),
  ];
}

/** Addresses under a domain that RFC 2606 keeps for examples. */
export function demoEmail(role: 'administrator' | 'manager' | 'agent', index: number): string {
  return `${role}${index === 0 ? '' : index + 1}@demo.example`;
}

function account(random: Random, name: string, location: string) {
  return {
    name,
    location,
    sector: random.pick(sectors),
    year_established: String(1975 + random.below(46)),
    revenue: (12 + random.below(480_000) / 100).toFixed(2),
    employees: String(20 + random.below(9_000)),
  };
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

function file(
  entity: string,
  rows: readonly Record<string, string>[],
  mapping: DemoFile['mapping'],
): DemoFile {
  return { entity, csv: stringify([...rows], { header: true }), mapping };
}
