/**
 * The floor: what the same tables give through a bare `node:http` server and `pg` with prepared statements. It checks
 * nothing, knows no rights, keeps no history; nobody could sell it, and nothing honest is faster.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

// Days and moments go out as Postgres writes them: making Dates of them would cost the floor more than it needs.
for (const type of [pg.types.builtins.DATE, pg.types.builtins.TIMESTAMPTZ]) {
  pg.types.setTypeParser(type, (text: string) => text);
}
const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 });
const columns =
  'id, number, name, email, city, region, status, value, orders, last_order, newsletter, notes, created_at, created_by, updated_at, updated_by, version, owner';
const insertable = [
  'number',
  'name',
  'email',
  'city',
  'region',
  'status',
  'value',
  'orders',
  'last_order',
  'newsletter',
  'notes',
];

const prepared = (name: string, text: string, values: unknown[]) => pool.query({ name, text, values });

type Handler = (url: URL, body: Record<string, unknown>) => Promise<unknown>;
const handlers: Record<string, Handler> = {
  async read(url) {
    const { rows } = await prepared(
      'read',
      `select ${columns} from records.customer where id = $1 and deleted_at is null`,
      [url.searchParams.get('id')],
    );
    return rows[0];
  },
  async page() {
    const { rows } = await prepared(
      'page',
      `select ${columns} from records.customer where deleted_at is null order by created_at desc, id desc limit 51`,
      [],
    );
    return { items: rows.slice(0, 50), next: rows[50]?.id ?? null };
  },
  async filtered(url) {
    const values = [url.searchParams.get('region'), url.searchParams.get('least')];
    const where = 'region = $1 and value >= $2 and deleted_at is null';
    const [page, count] = await Promise.all([
      prepared(
        'filtered',
        `select ${columns} from records.customer where ${where} order by created_at desc, id desc limit 51`,
        values,
      ),
      prepared(
        'count',
        `select count(*) from (select 1 from records.customer where ${where} limit 10001) counted`,
        values,
      ),
    ]);
    return { items: page.rows.slice(0, 50), next: page.rows[50]?.id ?? null, count: count.rows[0].count };
  },
  async create(_url, body) {
    const { rows } = await prepared(
      'create',
      `insert into records.customer (id, created_at, updated_at, version, ${insertable.join(', ')})
       values (gen_random_uuid(), now(), now(), 1, ${insertable.map((_, index) => `$${index + 1}`).join(', ')}) returning ${columns}`,
      insertable.map((name) => body[name]),
    );
    return rows[0];
  },
  async update(url, body) {
    const { rows } = await prepared(
      'update',
      `update records.customer set city = $2, orders = $3, version = version + 1, updated_at = now() where id = $1 returning ${columns}`,
      [url.searchParams.get('id'), body.city, body.orders],
    );
    return rows[0];
  },
  async aggregate() {
    const { rows } = await prepared(
      'aggregate',
      `select region, count(*), sum(value), avg(orders) from records.customer where deleted_at is null group by region order by region`,
      [],
    );
    return { rows };
  },
};

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const handler = handlers[url.pathname.slice(1)];
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const text = Buffer.concat(chunks).toString('utf8');
    const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    (handler ? handler(url, body) : Promise.reject(new Error('unknown'))).then(
      (result) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(result));
      },
      (error: unknown) => {
        response.statusCode = 500;
        response.end(String(error));
      },
    );
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('SIGTERM', () => {
  server.closeAllConnections();
  void pool.end().then(() => process.exit(0));
});
