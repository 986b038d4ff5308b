/**
 * The case `import-large`: a file of fifteen columns becomes records through the durable import, as the server does it:
 * kept, checked value by value, written in chunks with their history. The server's process is one of its own, so that its
 * memory is its own.
 */
import { fork } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ImportMapping } from '@tenon/model';
import { systemContext } from '../../server/src/identity/viewers.ts';
import { openTenon } from '../../server/src/main.ts';

const choices = (...ids: string[]) => ({ choices: ids.map((id) => ({ id, label: id })) });

/** Texts, choices, numbers, money, dates, an e-mail address, a phone number, and a relation by name. */
const documents = [
  { kind: 'organisation', id: 'main', label: 'Bench', timeZone: 'UTC', currency: 'USD', phoneRegion: 'CN' },
  {
    kind: 'entity',
    id: 'branch',
    label: 'Branch',
    titleField: 'name',
    fields: [{ id: 'name', type: 'text', label: 'Name', required: true, unique: true }],
  },
  {
    kind: 'entity',
    id: 'client',
    label: 'Client',
    titleField: 'name',
    fields: [
      {
        id: 'number',
        type: 'text',
        label: 'Number',
        required: true,
        unique: true,
        options: { maxLength: 40 },
      },
      { id: 'name', type: 'text', label: 'Name', required: true, options: { maxLength: 200 } },
      { id: 'email', type: 'email', label: 'E-mail' },
      { id: 'phone', type: 'phone', label: 'Phone' },
      { id: 'city', type: 'text', label: 'City', options: { maxLength: 80 } },
      { id: 'street', type: 'text', label: 'Street' },
      { id: 'region', type: 'choice', label: 'Region', options: choices('north', 'south', 'east', 'west') },
      { id: 'status', type: 'choice', label: 'Status', options: choices('lead', 'active', 'lost') },
      { id: 'value', type: 'money', label: 'Value', options: { currency: 'USD' } },
      { id: 'orders', type: 'integer', label: 'Orders' },
      { id: 'rate', type: 'decimal', label: 'Rate' },
      { id: 'last_order', type: 'date', label: 'Last order' },
      { id: 'seen_at', type: 'datetime', label: 'Seen at' },
      { id: 'newsletter', type: 'boolean', label: 'Newsletter' },
      { id: 'branch', type: 'relation', label: 'Branch', options: { to: 'branch', cardinality: 'one' } },
    ],
  },
  {
    kind: 'role',
    id: 'administrator',
    label: 'Administrator',
    grants: [
      {
        entity: '*',
        actions: ['read', 'create', 'update', 'delete', 'restore', 'export', 'import', 'assign'],
      },
    ],
    capabilities: ['configure', 'manage_users'],
  },
].map((document) => JSON.stringify(document));

const header =
  'number,name,email,phone,city,street,region,status,value,orders,rate,last_order,seen_at,newsletter,branch\n';
const branches = 200;
const mapping: ImportMapping = { key: 'number', mode: 'upsert', onError: 'skip' };

/**
 * The limit of the server's heap. Without one, V8 lets garbage lie while the machine has memory; with one, what is needed is
 * what is measured.
 */
const heapMiB = 320;

export interface LargeImport {
  readonly rows: number;
  readonly bytes: number;
  readonly seconds: number;
  /** The most that the server's process had in memory, in MiB. */
  readonly peakMiB: number;
  readonly cpuSeconds: number;
}

/** Rows of the file; numbers and names differ from row to row. */
function line(n: number): string {
  const day = String((n % 28) + 1).padStart(2, '0');
  return `C-${n},Client ${n} 客户,client${n}@example.com,+86138${String(n % 100_000_000).padStart(8, '0')},City ${n % 300},${n % 90} Long Street,${['north', 'south', 'east', 'west'][n % 4]},${['lead', 'active', 'lost'][n % 3]},${n % 10_000}.5,${n % 40},0.${n % 999},2026-03-${day},2026-03-${day} 09:30,${n % 2 === 0},Branch ${n % branches}\n`;
}

async function writeFileOf(path: string, rows: number): Promise<number> {
  const file = await open(path, 'w');
  let piece = header;
  let bytes = 0;
  for (let n = 0; n < rows; n++) {
    piece += line(n);
    if (piece.length < 1_000_000 && n < rows - 1) continue;
    bytes += (await file.write(piece)).bytesWritten;
    piece = '';
  }
  await file.close();
  return bytes;
}

export async function measureLargeImport(rows: number): Promise<LargeImport> {
  const folder = await mkdtemp(join(tmpdir(), 'tenon-bench-import-'));
  try {
    const path = join(folder, 'clients.csv');
    const bytes = await writeFileOf(path, rows);
    const child = fork(fileURLToPath(import.meta.url), [join(folder, 'data'), path, String(rows)], {
      execArgv: [`--max-old-space-size=${heapMiB}`],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const told = await new Promise<Omit<LargeImport, 'rows' | 'bytes'>>((resolve, reject) => {
      child.once('message', (message) => resolve(message as Omit<LargeImport, 'rows' | 'bytes'>));
      child.once('exit', (code) => reject(new Error(`The import ended with ${code}`)));
    });
    return { rows, bytes, ...told };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The server's half. */
async function serveImport(dataDir: string, path: string, rows: number): Promise<void> {
  const tenon = await openTenon({ dataDir });
  try {
    const base = tenon.releases.current().number;
    await tenon.releases.publish({ documents, base, note: 'Bench', by: null });
    const context = systemContext(tenon, tenon.releases.current());
    for (let n = 0; n < branches; n++) await tenon.records.create(context, 'branch', { name: `Branch ${n}` });
    await tenon.jobs.start();
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 50);
    const cpu = process.cpuUsage();
    const started = performance.now();
    const { id } = await tenon.imports.create(context, 'client', createReadStream(path), {
      name: 'clients.csv',
    });
    await tenon.imports.map(context, id, mapping);
    await tenon.imports.run(context, id);
    for (;;) {
      const { state, counts, message } = await tenon.imports.read(context, id);
      if (state === 'done' && counts.created === rows) break;
      if (state !== 'running') throw new Error(`${state}: ${JSON.stringify(counts)} ${message}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    const seconds = (performance.now() - started) / 1_000;
    clearInterval(watch);
    const { user, system } = process.cpuUsage(cpu);
    process.send?.({ seconds, peakMiB: peak / 1_048_576, cpuSeconds: (user + system) / 1e6 });
  } finally {
    await tenon.close();
  }
}

const [, , dataDir, path, rows] = process.argv;
if (process.send && dataDir !== undefined && path !== undefined && dirname(path) === dirname(dataDir))
  await serveImport(dataDir, path, Number(rows));
