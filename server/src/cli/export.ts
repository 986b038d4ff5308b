import { Command, InvalidArgumentError } from 'commander';
import { writeFolder } from './folder.ts';
import { pathFrom, withTenon } from './instance.ts';

export const exportCommand = () =>
  new Command('export')
    .description('writes the live configuration to a folder')
    .argument('<folder>', 'where the <kind>/<id>.json files go')
    .option('--release <number>', 'another release than the live one', wholeNumber)
    .action(async (folder: string, options: { release?: number }, command: Command) => {
      await withTenon(command, async (tenon) => {
        const files = await tenon.releases.export(options.release);
        await writeFolder(pathFrom(folder), files);
        console.log(`${files.size} documents written.`);
      });
    });

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
}
