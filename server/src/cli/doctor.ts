import { Command } from 'commander';
import { withTenon } from './instance.ts';

export const doctorCommand = () =>
  new Command('doctor')
    .description('looks for anything that does not fit together; exits with 1 when it finds something')
    .action(async (_options: object, command: Command) => {
      await withTenon(command, async (tenon) => {
        const findings = [
          ...(await tenon.releases.doctor()),
          ...(await tenon.search.check()),
          ...(await tenon.duplicates.check()),
        ];
        for (const finding of findings) console.log(`${finding.code}: ${finding.message}`);
        if (findings.length === 0) console.log('Nothing found.');
        else process.exitCode = 1;
      });
    });
