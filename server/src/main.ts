/**
 * The composition root: the only file that opens the pool and the port. Everything else is handed what it
 * needs.
 */

import { createServer, type Server } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Logger, pino } from 'pino';
import { createApp } from './app.ts';
import { openDatabase } from './database/index.ts';
import { demoAccounts, demoUserIds } from './demo/load.ts';
import { createDuplicates } from './duplicates/index.ts';
import { createFiles } from './files/index.ts';
import { createLiveEvents } from './http/events.ts';
import { createIdentity } from './identity/identity.ts';
import { contextOf, systemContext } from './identity/viewers.ts';
import { createJobs } from './jobs/index.ts';
import { defineMaintenance, scheduleMaintenance } from './maintenance.ts';
import { registry } from './plugins.ts';
import { createImports, createRecords, defineSince, enqueueSince } from './records/index.ts';
import { defineRenewal, renewal, scheduleRenewal } from './records/keeping/renewal-job.ts';
import { createReleases } from './releases/index.ts';
import { createSearch } from './search/index.ts';
import { openSecrets } from './secrets/index.ts';
import { migrateSystem } from './system/migrate.ts';
import type { Tenon } from './tenon.ts';
import { createOwnershipGate, createWork } from './work/index.ts';

export interface OpenOptions {
  /** An external Postgres; the embedded one when absent. */
  readonly databaseUrl?: string;
  /** Folder of the embedded Postgres. */
  readonly dataDir?: string;
  /** Keys of sealed values, as in TENON_SECRET_KEYS; they come before the file of keys. */
  readonly secretKeys?: string;
  /** Where the file of keys is, or is made for a database that knows none. */
  readonly keysFolder?: string;
  readonly log?: Logger;
}

/** Opens an instance: database, our own tables, the live release. Does not work jobs nor listen. */
export async function openTenon(options: OpenOptions): Promise<Tenon> {
  const now = () => new Date().toISOString();
  const log = options.log ?? pino({ level: process.env.LOG_LEVEL ?? 'warn' });
  const db = await openDatabase({
    ...(options.databaseUrl !== undefined && { url: options.databaseUrl }),
    ...(options.dataDir !== undefined && { dataDir: options.dataDir }),
  });
  try {
    await migrateSystem(db.knex());
    const secrets = await openSecrets({
      db,
      ...(options.secretKeys !== undefined && { keys: options.secretKeys }),
      ...(options.keysFolder !== undefined && { folder: options.keysFolder }),
    });
    if (secrets.fault !== undefined) log.error(`Sealed values are out of reach: ${secrets.fault}`);
    const releases = createReleases({
      db,
      registry,
      secrets,
      now,
      report: (error) => log.error({ err: error }, 'following the releases failed'),
    });
    await releases.start();
    const ownership = createOwnershipGate();
    const records = createRecords({ now, ownership });
    const jobs = createJobs({ db, report: (error) => log.error({ err: error }, 'a job failed') });
    const files = createFiles({ now });
    defineMaintenance({ db, jobs, now });
    defineSince({ db, jobs, release: () => releases.current() });
    defineRenewal({
      db,
      jobs,
      secrets,
      now,
      release: () => releases.current(),
      report: (message) => log.warn(message),
    });
    const search = createSearch({
      db,
      releases,
      jobs,
      now,
      report: (error) => log.error({ err: error }, 'the search failed in the background'),
    });
    const duplicates = createDuplicates({
      db,
      releases,
      jobs,
      ownership,
      now,
      report: (error) => log.error({ err: error }, 'duplicates could not be followed in the background'),
    });
    const work = createWork({
      db,
      records,
      releases,
      jobs,
      ownership,
      now,
      report: (error) => log.error({ err: error }, 'the work engine failed in the background'),
    });
    const identity = createIdentity({ db, records, now, demoUsers: () => demoUserIds({ db }) });
    const imports = createImports({
      db,
      files,
      jobs,
      now,
      ownership,
      threads: {
        plugins: new URL('./plugins.ts', import.meta.url).href,
        documentsOf: async (release) => (await releases.documentsOf(release)).map(({ content }) => content),
      },
      contextFor: async (user) => {
        const release = releases.current();
        if (user === null) return systemContext({ db, now }, release, 'import');
        const viewer = await identity.viewers.find(release, user);
        return viewer && contextOf({ db, now }, release, viewer, 'import');
      },
    });
    return {
      db,
      registry,
      releases,
      records,
      imports,
      jobs,
      files,
      secrets,
      work,
      search,
      duplicates,
      identity,
      now,
      async close() {
        await work.stop();
        await search.stop();
        await duplicates.stop();
        await jobs.stop();
        await releases.stop();
        await db.close();
      },
    };
  } catch (error) {
    await db.close();
    throw error;
  }
}

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly trustProxy?: string;
  readonly log?: Logger;
}

export interface Serving {
  readonly url: string;
  /** Stops taking requests, lets those under way end, and closes everything. */
  close(): Promise<void>;
}

/** Works jobs and listens. */
export async function serve(tenon: Tenon, options: ServeOptions): Promise<Serving> {
  const log = options.log ?? pino({ level: process.env.LOG_LEVEL ?? 'warn' });
  await tenon.jobs.start();
  await tenon.jobs.enqueue(renewal, {}, { key: 'once' });
  await scheduleRenewal(tenon.jobs, tenon.releases.current().model.organisation.timeZone);
  await enqueueSince(tenon.jobs);
  await scheduleMaintenance(tenon.jobs, tenon.releases.current().model.organisation.timeZone);
  await tenon.work.start();
  await tenon.search.start();
  await tenon.duplicates.start();
  const events = await createLiveEvents(tenon.db);
  tenon.releases.onChange((release) => {
    tenon.identity.viewers.forget();
    enqueueSince(tenon.jobs).catch((error: unknown) => log.error({ err: error }, 'a job was not taken'));
    events.send({ type: 'release', number: release.number });
    tenon.jobs
      .enqueue(renewal, {}, { key: 'once' })
      .catch((error: unknown) => log.error({ err: error }, 'values that the server makes must wait'));
  });
  const app = createApp(
    {
      ...tenon,
      events,
      log,
      // Passwords that anybody may read are offered only where nobody from outside gets.
      demoAccounts: async () => (isLoopback(options.host) ? demoAccounts(tenon) : []),
    },
    { apps: webApps(), ...(options.trustProxy !== undefined && { trustProxy: options.trustProxy }) },
  );
  const server = createServer(
    { requestTimeout: 300_000, headersTimeout: 15_000, maxHeaderSize: 16_384 },
    app,
  );
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${isIP(options.host) === 6 ? `[${options.host}]` : options.host}:${port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await events.stop();
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 5_000).unref();
      await closed;
      await tenon.close();
    },
  };
}

function listen(server: Server, { port, host }: ServeOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || /^127\./.test(host);

function webApps() {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
  return { runtime: join(root, 'runtime', 'dist'), studio: join(root, 'studio', 'dist') };
}
