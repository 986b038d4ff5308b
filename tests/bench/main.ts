/**
 * `npm run bench`: Tenon against a floor on the same tables, in one run on a database of its own. Prints ratios; asserts
 * nothing. Options: --rows N (200000), --seconds N (5 a run), --runs N (3), --warm N (10 seconds). With --records N it is the
 * bench at scale instead (scale/main.ts); with `--only import-large`, the import of --rows rows alone (import-large.ts);
 * with any other --only TEXT, the cases whose name holds it.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { systemContext } from '../../server/src/identity/viewers.ts';
import { openTenon } from '../../server/src/main.ts';
import { benchDocuments } from './configuration.ts';
import { type Comparison, table } from './figures.ts';
import { fill } from './fill.ts';
import { measureLargeImport } from './import-large.ts';
import { measure, type Shot } from './load.ts';
import { benchScale } from './scale/main.ts';
import { compareAssignment, compareImport, compareSegments } from './sets.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '200000' },
    seconds: { type: 'string', default: '5' },
    runs: { type: 'string', default: '3' },
    warm: { type: 'string', default: '10' },
    records: { type: 'string' },
    orders: { type: 'string', default: '0' },
    touchpoints: { type: 'string', default: '0' },
    rounds: { type: 'string', default: '4' },
    database: { type: 'string' },
    only: { type: 'string' },
  },
});
const options = {
  rows: Number(values.rows),
  seconds: Number(values.seconds),
  runs: Number(values.runs),
  warm: Number(values.warm),
};
const isAsked = ({ name }: { readonly name: string }) => name.includes(values.only ?? '');
const here = dirname(fileURLToPath(import.meta.url));
const say = (text: string) => console.error(text);

if (values.records !== undefined) {
  const { records, orders, touchpoints, rounds, database } = values;
  const sizes = { records: Number(records), orders: Number(orders), touchpoints: Number(touchpoints) };
  await benchScale({ ...sizes, rounds: Number(rounds), database, only: values.only }, say);
  process.exit(0);
}

if (values.only === 'import-large') {
  say(`Importing ${options.rows} rows …`);
  const { rows, bytes, seconds, peakMiB, cpuSeconds } = await measureLargeImport(options.rows);
  console.log(
    `${rows} rows, ${Math.round(bytes / 1e6)} MB: ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows/s, ${Math.round((cpuSeconds / rows) * 1e6)} µs of the server's processor time a row, at most ${Math.round(peakMiB)} MiB in its memory`,
  );
  process.exit(0);
}

const folder = await mkdtemp(join(tmpdir(), 'tenon-bench-'));
const tenon = await openTenon({ dataDir: folder });
const children: ChildProcess[] = [];
try {
  await tenon.releases.publish({
    documents: benchDocuments,
    base: tenon.releases.current().number,
    note: 'Bench',
    by: null,
  });
  say(`Filling ${options.rows} customers …`);
  const { ids, token } = await fill(tenon, options.rows);

  say('Making the search index …');
  await tenon.search.catchUp();
  const ours = await start('ours.ts', tenon.db.url);
  const floor = await start('floor.ts', tenon.db.url);
  const headers = { authorization: `Bearer ${token}` };
  const idAt = (n: number) => ids[(n * 7919) % ids.length] ?? '';
  const customer = (n: number, tag: string) => ({
    number: `${tag}-${process.pid}-${n}`,
    name: `Customer ${n} 客户`,
    email: `c${n}@example.com`,
    city: 'Hamburg',
    region: 'north',
    status: 'lead',
    value: '1250.5',
    orders: n % 40,
    last_order: '2026-03-01',
    newsletter: true,
    notes: 'Met at the fair; wants a call in spring.',
  });
  const query = (where: unknown) => `where=${encodeURIComponent(JSON.stringify(where))}`;
  const versions = new Map<string, number>();
  const least = (n: number) => 10_000 + (n % 50) * 100;
  const cases: readonly {
    name: string;
    aim: string;
    ours: (n: number) => Shot;
    floor: (n: number) => Shot;
  }[] = [
    {
      name: 'read one',
      aim: '≥ 0.5',
      ours: (n) => ({ method: 'GET', path: `/api/v1/records/customer/${idAt(n)}`, headers }),
      floor: (n) => ({ method: 'GET', path: `/read?id=${idAt(n)}` }),
    },
    {
      name: 'first page of 50',
      aim: '≥ 0.5',
      ours: () => ({ method: 'GET', path: '/api/v1/records/customer?limit=50', headers }),
      floor: () => ({ method: 'GET', path: '/page' }),
    },
    {
      name: 'filtered page with count',
      aim: '≥ 0.5',
      ours: (n) => ({
        method: 'GET',
        path: `/api/v1/records/customer?limit=50&count=bounded&${query({ and: [{ '==': [{ var: 'region' }, 'north'] }, { '>=': [{ var: 'value' }, least(n)] }] })}`,
        headers,
      }),
      floor: (n) => ({ method: 'GET', path: `/filtered?region=north&least=${least(n)}` }),
    },
    {
      name: 'create',
      aim: '≥ 0.35',
      ours: (n) => ({
        method: 'POST',
        path: '/api/v1/records/customer',
        headers,
        body: customer(n, `o${Date.now()}`),
      }),
      floor: (n) => ({ method: 'POST', path: '/create', body: customer(n, `f${Date.now()}`) }),
    },
    {
      name: 'update',
      aim: '',
      ours: (n) => {
        // Each record is met once a round, so that the version is known without asking.
        const id = ids[n % ids.length] ?? '';
        const version = (versions.get(id) ?? 0) + 1;
        versions.set(id, version);
        return {
          method: 'PATCH',
          path: `/api/v1/records/customer/${id}`,
          headers: { ...headers, 'if-match': `"${version}"` },
          body: { city: `City ${n}`, orders: n % 90 },
        };
      },
      floor: (n) => ({
        method: 'POST',
        path: `/update?id=${ids[ids.length - 1 - (n % Math.floor(ids.length / 2))]}`,
        body: { city: `City ${n}`, orders: n % 90 },
      }),
    },
    {
      name: 'aggregate by region',
      aim: '',
      ours: () => ({
        method: 'POST',
        path: '/api/v1/records/customer/aggregate',
        headers,
        body: {
          groupBy: [{ id: 'region', field: 'region' }],
          measures: [
            { id: 'count', aggregate: 'count' },
            { id: 'value', aggregate: 'sum', field: 'value' },
            { id: 'orders', aggregate: 'avg', field: 'orders' },
          ],
        },
      }),
      floor: () => ({ method: 'GET', path: '/aggregate' }),
    },
  ];

  const comparisons: Comparison[] = [];
  for (const item of cases.filter(isAsked)) {
    say(`${item.name} …`);
    // What was written before is no work of this case.
    await tenon.search.catchUp();
    const counter = { ours: 0, floor: 0 };
    const next = { ours: () => item.ours(counter.ours++), floor: () => item.floor(counter.floor++) };
    const rates = { ours: [] as number[], floor: [] as number[] };
    await measure(ours.port, options.warm / 2, next.ours);
    await measure(floor.port, options.warm / 2, next.floor);
    for (let run = 0; run < options.runs; run++) {
      for (const side of ['ours', 'floor'] as const) {
        const { perSecond, failures } = await measure(
          side === 'ours' ? ours.port : floor.port,
          options.seconds,
          next[side],
        );
        if (failures > 0) say(`  ${failures} requests failed (${side})`);
        rates[side].push(perSecond);
      }
    }
    comparisons.push({ name: item.name, unit: '/s', aim: item.aim, ...rates });
  }
  for (const child of children) await end(child);

  const context = systemContext(tenon, tenon.releases.current());
  const sets = [
    { name: 'bulk import', compare: compareImport },
    { name: 'segment refresh', compare: compareSegments },
    { name: 'assignment', compare: compareAssignment },
  ];
  for (const { name, compare } of sets.filter(isAsked)) {
    say(`${name} …`);
    comparisons.push(await compare(tenon, context, options));
  }
  console.log(
    `${options.rows} records, ${options.runs} runs of ${options.seconds} s after a warm-up, Node ${process.version}\n`,
  );
  console.log(table(comparisons));
} finally {
  for (const child of children) await end(child);
  await tenon.close();
  await rm(folder, { recursive: true, force: true });
}

async function start(file: string, url: string): Promise<{ readonly port: number }> {
  const child = fork(join(here, file), [url], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  children.push(child);
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as { port: number }));
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
