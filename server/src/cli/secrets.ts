import { Command } from 'commander';
import { addKeyToFile } from '../secrets/index.ts';
import { instanceOptions } from './instance.ts';

export const secretsCommand = () =>
  new Command('secrets').description('keys of sealed values').addCommand(
    new Command('turn')
      .description(
        'puts a new key in front of those in the data folder; it seals when the server starts next',
      )
      .action((_options: object, command: Command) => {
        const { keysFolder } = instanceOptions(command);
        if (keysFolder === undefined) {
          throw new Error('The keys come from TENON_SECRET_KEYS: put the new one in front there');
        }
        addKeyToFile(keysFolder);
        console.log('A new key stands in front. Start the server again: it seals the old values anew.');
      }),
  );
