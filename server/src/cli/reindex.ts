import { Command } from 'commander';
import { withTenon } from './instance.ts';

export const reindexCommand = () =>
  new Command('reindex')
    .description(
      'compares what the search and the duplicate rules know with the records, and mends it; may run beside the server',
    )
    .action(async (_options: object, command: Command) => {
      await withTenon(command, async (tenon) => {
        const searched = await tenon.search.rebuild();
        const compared = await tenon.duplicates.rebuild();
        console.log(
          `${searched.records} records looked at for the search, ${compared.records} for duplicates.`,
        );
      });
    });
