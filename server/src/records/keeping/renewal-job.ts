import type { Database } from '../../database/index.ts';
import { systemContext } from '../../identity/viewers.ts';
import type { Jobs } from '../../jobs/index.ts';
import type { LiveRelease } from '../../releases/live.ts';
import type { Secrets } from '../../secrets/index.ts';
import { renewValues } from './renew.ts';

/** The job that makes what the server owes to records: when it starts, with each release, and every night. */
export const renewal = 'renew-values';

export interface RenewalDependencies {
  readonly jobs: Jobs;
  readonly secrets: Secrets;
  readonly db: Database;
  /** ISO 8601 in UTC. */
  readonly now: () => string;
  readonly release: () => LiveRelease;
  readonly report: (message: string) => void;
}

/** Must be called before the jobs start. */
export function defineRenewal({ jobs, secrets, release, report, ...deps }: RenewalDependencies): void {
  jobs.define({
    id: renewal,
    parse: () => ({}),
    async handler({ signal }) {
      const { left } = await renewValues(systemContext(deps, release()), signal);
      if (left > 0) report(`${left} values could not be made anew; they stay as they are`);
      else if (!signal.aborted && secrets.fault === undefined && secrets.formerKeys.length > 0) {
        await secrets.forgetFormer();
        report(
          `Nothing is sealed with the secret keys ${secrets.formerKeys.join(', ')} any more; take them out once nothing that was removed in the last 30 days is to come back`,
        );
      }
    },
    retries: 2,
    deadLetter: false,
  });
}

/** Every night, after the maintenance. */
export async function scheduleRenewal(jobs: Jobs, timeZone: string): Promise<void> {
  await jobs.schedule(renewal, '0 4 * * *', timeZone, {}, 'nightly');
}
