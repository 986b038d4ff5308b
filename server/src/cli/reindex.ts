import { Command } from 'commander';
import { withTenon } from './instance.ts';

export const reindexCommand = () =>
  new Command('reindex')
    .description('compares what the search knows with the records, and mends it; may run beside the server')
    .action(async (_options: object, command: Command) => {
      await withTenon(command, async (tenon) => {
        const { records } = await tenon.search.rebuild();
        console.log(`${records} records looked at.`);
      });
    });
