/** What the engine does by itself: jobs, their schedules, and their start after a publish. */
import type { Context } from '../context.ts';
import type { Database } from '../database/index.ts';
import type { Jobs } from '../jobs/index.ts';
import { keepRollups, refreshTimed } from '../records/derived/index.ts';
import type { LiveRelease } from '../releases/live.ts';
import { dependentsOf } from './follow/dependents.ts';
import { keepSegments } from './segments/keep.ts';
import type { SegmentRefresher } from './segments/segments.ts';
import { lapseTasks } from './tasks/lapse.ts';
import type { Assignment } from './work.ts';

export interface BackgroundDependencies {
  readonly db: Database;
  readonly jobs: Jobs;
  readonly refresher: SegmentRefresher;
  readonly assignment: Assignment;
  /** The system at this moment, under the live release. */
  readonly contextOf: () => Context;
}

const ids = {
  keep: 'segments-keep',
  time: 'time-dependent-refresh',
  lapse: 'tasks-lapse',
  run: 'assignment-run',
} as const;

/** Defines the jobs; must come before `jobs.start`. */
export function defineJobs({ jobs, refresher, assignment, contextOf }: BackgroundDependencies): void {
  jobs.define({
    id: ids.keep,
    parse: nothing,
    expireSeconds: 3_600,
    handler: async () => {
      const context = contextOf();
      const written = await keepRollups(context);
      await keepSegments(context, refresher);
      // Roll-ups that nobody wrote leave nothing in the log that segments could follow.
      if (written > 0)
        for (const dependent of dependentsOf(context.release, refresher)) await dependent.refresh(context);
    },
  });
  jobs.define({
    id: ids.time,
    parse: nothing,
    retries: 0,
    deadLetter: false,
    expireSeconds: 3_600,
    handler: async () => {
      const context = contextOf();
      // First, as segments may read them.
      await refreshTimed(context);
      for (const dependent of dependentsOf(context.release, refresher)) {
        if (dependent.timeDependent) await dependent.refresh(context);
      }
    },
  });
  jobs.define({
    id: ids.lapse,
    parse: nothing,
    retries: 0,
    deadLetter: false,
    handler: async ({ id }) => {
      const { reassign } = await lapseTasks(contextOf());
      for (const rule of reassign) await jobs.enqueue(ids.run, { rule, slot: `lapse:${id}` }, { key: rule });
    },
  });
  jobs.define({
    id: ids.run,
    parse: (data) => {
      if (typeof data === 'object' && data !== null && 'rule' in data && typeof data.rule === 'string') {
        return { rule: data.rule };
      }
      throw new TypeError('The name of a rule is due');
    },
    handler: async ({ id, data }) => {
      const context: Context = { ...contextOf(), source: 'assignment' };
      // A publish may have removed or stopped it since the job was added.
      if (!context.release.model.assignmentRules.get(data.rule)?.enabled) return;
      // The job is the due time: delivered again, it finds the run that it made.
      await assignment.run(context, data.rule, { slot: `job:${id}` });
    },
  });
}

/** Brings schedules and memberships in step with a release. Any number of processes may call it. */
export async function followRelease({ jobs }: BackgroundDependencies, { model }: LiveRelease): Promise<void> {
  await jobs.schedule(ids.lapse, '* * * * *', 'UTC', {}, 'every-minute');
  await jobs.schedule(ids.time, '*/10 * * * *', 'UTC', {}, 'every-ten-minutes');
  const due = new Map(
    [...model.assignmentRules.values()].flatMap((rule) =>
      rule.enabled && rule.schedule ? [[rule.id, rule.schedule] as const] : [],
    ),
  );
  for (const { key } of await jobs.schedules(ids.run)) {
    if (!due.has(key)) await jobs.unschedule(ids.run, key);
  }
  for (const [rule, { cron, timeZone }] of due) await jobs.schedule(ids.run, cron, timeZone, { rule }, rule);
  await jobs.enqueue(ids.keep, {}, { key: 'all' });
}

function nothing(): object {
  return {};
}
