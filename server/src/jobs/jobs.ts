/** Durable jobs by pg-boss in schema `jobs` of our database (docs/decisions/0301-jobs.md). */

import { sql } from '@tenon/expressions';
import { type Db, type JobResult, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Database, Transaction } from '../database/index.ts';
import { TenonError } from '../errors.ts';
import { isId, newId } from '../ids.ts';
import type { DeadLetter, EnqueueOptions, JobDefinition, Jobs, Schedule } from './definition.ts';

const schema = 'jobs';
const deadLetterQueue = 'dead-letters';
/** A worker that gives no sign of life for this long loses its job to another. */
const leaseSeconds = 30;
const connections = 4;
/** Small jobs are fetched together; one batch is worked one after the other. */
const batchSize = 10;

export interface CreateJobsOptions {
  readonly db: Database;
  /** Told of failed attempts and of trouble with the queue itself. */
  readonly report?: (error: Error) => void;
  /** How often idle workers look by themselves, in seconds; they are woken by notification besides. Default 2. */
  readonly pollSeconds?: number;
}

export function createJobs({ db, report = () => {}, pollSeconds = 2 }: CreateJobsOptions): Jobs {
  const definitions = new Map<string, Work>();
  let boss: PgBoss | undefined;

  const started = (): PgBoss => {
    if (!boss) throw new Error('Jobs are used before start()');
    return boss;
  };
  const assertKnown = (id: string): void => {
    if (definitions.has(id)) return;
    throw new TypeError(`Unknown job '${id}'; known are ${[...definitions.keys()].join(', ')}`);
  };

  return {
    define(definition) {
      if (boss) throw new TypeError(`Job '${definition.id}' is defined after start()`);
      if (definitions.has(definition.id)) throw new TypeError(`Two jobs are named '${definition.id}'`);
      definitions.set(definition.id, workOf(definition));
    },

    async enqueue(job, data, { key, startAfter, tx }: EnqueueOptions = {}) {
      assertKnown(job);
      return started().send(job, data, {
        // Every job has a key, because the queue allows one waiting job for each, and "none" would be one too.
        singletonKey: key ?? newId(),
        ...(startAfter === undefined ? {} : { startAfter: new Date(startAfter) }),
        ...(tx === undefined ? {} : { db: within(tx) }),
      });
    },

    async schedule(job, cron, timeZone, data, key) {
      assertKnown(job);
      await started().schedule(job, cron, data, { tz: timeZone, key, missed: 'once', singletonKey: key });
    },
    async unschedule(job, key) {
      await started().unschedule(job, key);
    },
    async schedules(job) {
      const all = await started().getSchedules(job);
      return all.map(
        ({ name, key, cron, timezone, data }): Schedule => ({
          job: name,
          key,
          cron,
          timeZone: timezone,
          data,
        }),
      );
    },

    async start({ work = true } = {}) {
      if (boss) return;
      const opened = new PgBoss({
        connectionString: db.url,
        schema,
        max: connections,
        application_name: 'tenon-jobs',
        useListenNotify: true,
        schedule: work,
        supervise: work,
        superviseIntervalSeconds: 10,
        monitorIntervalSeconds: 10,
      });
      opened.on('error', report);
      await opened.start();
      boss = opened;
      await opened.createQueue(deadLetterQueue, { retryLimit: 0, retentionSeconds: 90 * 86_400 });
      for (const [id, { settings }] of definitions) await prepare(opened, id, settings);
      if (!work) return;
      for (const [id, { perform }] of definitions) {
        await opened.work(
          id,
          {
            includeMetadata: true,
            perJobResults: true,
            batchSize,
            burstWhenBatchFull: true,
            pollingIntervalSeconds: pollSeconds,
            // Retries and replayed jobs come due without a notification.
            notifyPollingIntervalSeconds: pollSeconds,
            heartbeatRefreshSeconds: leaseSeconds / 3,
          },
          async (jobs: JobWithMetadata<object>[]) => {
            const results: JobResult[] = [];
            for (const job of jobs) results.push(await resultOf(job, perform, report));
            return results;
          },
        );
      }
    },

    async stop({ timeoutMs = 10_000 } = {}) {
      const stopping = boss;
      boss = undefined;
      await stopping?.stop({ graceful: true, timeout: timeoutMs });
    },

    async deadLetters() {
      const found = await started().findJobs<object>(deadLetterQueue, { queued: true });
      return found.map(deadLetterOf);
    },
    async replay(id) {
      if (!isId(id)) return false;
      return (await started().redrive(deadLetterQueue, { ids: [id], limit: 1 })) === 1;
    },
  };
}

/** A definition with the type of its data closed over. */
interface Work {
  readonly settings: Pick<JobDefinition<unknown>, 'retries' | 'deadLetter' | 'expireSeconds'>;
  perform(job: JobWithMetadata<object>): Promise<void>;
}

function workOf<Data>(definition: JobDefinition<Data>): Work {
  return {
    settings: definition,
    perform: async (job) =>
      definition.handler({
        id: job.id,
        data: definition.parse(job.data),
        attempt: job.retryCount + 1,
        signal: job.signal,
        fence: (tx) => fence(tx, job),
      }),
  };
}

async function prepare(boss: PgBoss, id: string, settings: Work['settings']): Promise<void> {
  const options = {
    retryLimit: settings.retries ?? 5,
    retryBackoff: true,
    retryDelay: 2,
    retryDelayMax: 600,
    expireInSeconds: settings.expireSeconds ?? 900,
    heartbeatSeconds: leaseSeconds,
    notify: true,
    ...(settings.deadLetter === false ? {} : { deadLetter: deadLetterQueue }),
  };
  await boss.createQueue(id, { ...options, policy: 'short' });
  await boss.updateQueue(id, options);
}

async function resultOf(
  job: JobWithMetadata<object>,
  perform: Work['perform'],
  report: (error: Error) => void,
): Promise<JobResult> {
  try {
    await perform(job);
    return { id: job.id, status: 'completed' };
  } catch (cause) {
    report(new Error(`Job ${job.name} ${job.id} failed in attempt ${job.retryCount + 1}`, { cause }));
    return {
      id: job.id,
      status: 'failed',
      output: { message: cause instanceof Error ? cause.message : String(cause) },
    };
  }
}

async function fence(tx: Transaction, job: JobWithMetadata<object>): Promise<void> {
  const held = await tx.query(sql`
    select from jobs.job
    where name = ${job.name} and id = ${sql.value(job.id, 'uuid')}
      and state = 'active' and retry_count = ${sql.value(job.retryCount, 'integer')}
    for update`);
  if (held.length === 0) throw new TenonError('state-conflict', 'Another worker has taken over this job');
}

function within(tx: Transaction): Db {
  return { executeSql: async (text, values = []) => ({ rows: await tx.foreign({ text, values }) }) };
}

function deadLetterOf(job: JobWithMetadata<object>): DeadLetter {
  const output: unknown = job.sourceOutput ?? {};
  const message =
    typeof output === 'object' && output !== null && 'message' in output
      ? String(output.message)
      : JSON.stringify(output);
  return {
    id: job.id,
    job: job.sourceName ?? job.name,
    data: job.data,
    at: job.createdOn.toISOString(),
    attempts: (job.sourceRetryCount ?? 0) + 1,
    error: message,
  };
}
