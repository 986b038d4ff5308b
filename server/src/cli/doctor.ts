import { Command } from 'commander';
import type { Tenon } from '../tenon.ts';
import { withTenon } from './instance.ts';

export const doctorCommand = () =>
  new Command('doctor')
    .description('looks for anything that does not fit together; exits with 1 when it finds something')
    .action(async (_options: object, command: Command) => {
      await withTenon(command, async (tenon) => {
        const findings = await findingsOf(tenon);
        for (const finding of findings) console.log(`${finding.code}: ${finding.message}`);
        if (findings.length === 0) console.log('Nothing found.');
        else process.exitCode = 1;
      });
    });

/** Whatever does not fit together, of all parts. */
export async function findingsOf({ releases, search, duplicates }: Tenon) {
  return [...(await releases.doctor()), ...(await search.check()), ...(await duplicates.check())];
}
