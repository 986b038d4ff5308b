import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ImportMapping } from '@tenon/model';
import { Command } from 'commander';
import { TenonError } from '../errors.ts';
import { systemContext } from '../identity/viewers.ts';
import { pathFrom, withTenon } from './instance.ts';

export const importCommand = () =>
  new Command('import')
    .description('imports a CSV or XLSX file into an entity, all of it or nothing')
    .argument('<entity>')
    .argument('<file>', 'CSV or XLSX; the first row names the columns')
    .option('--map <file>', 'JSON file that maps columns to fields')
    .option('--key <fields>', 'field, or several with commas between, that say which record a row is')
    .option('--dry-run', 'only check, write nothing')
    .option('--skip-errors', 'leave rows in error out instead of refusing the file')
    .action(
      async (
        entity: string,
        file: string,
        options: { map?: string; key?: string; dryRun?: boolean; skipErrors?: boolean },
        command: Command,
      ) => {
        const written = options.map === undefined ? {} : await readMapping(pathFrom(options.map));
        const mapping: ImportMapping = {
          ...written,
          ...(options.key !== undefined && { key: options.key.split(',').map((field) => field.trim()) }),
          ...(options.dryRun && { dryRun: true }),
          ...(options.skipErrors && { onError: 'skip' }),
        };
        await withTenon(command, async (tenon) => {
          const context = systemContext(tenon, tenon.releases.current(), 'import');
          const progress = (rows: number) => {
            if (process.stderr.isTTY) process.stderr.write(`\r${rows} rows `);
          };
          const result = await tenon.records.import(
            context,
            entity,
            createReadStream(pathFrom(file)),
            mapping,
            progress,
          );
          if (process.stderr.isTTY) process.stderr.write('\r');
          for (const { row, column, message } of result.errors)
            console.error(`row ${row}${column === null ? '' : `, ${column}`}: ${message}`);
          console.log(
            `${result.rows} rows: ${result.created} created, ${result.updated} updated, ${result.unchanged} unchanged, ${result.failed} in error.`,
          );
          if (result.state === 'failed')
            throw new TenonError('invalid-values', 'The file was refused; nothing was written');
          if (result.state === 'checked') console.log('Only checked; nothing was written.');
        });
      },
    );

async function readMapping(path: string): Promise<ImportMapping> {
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text) as ImportMapping;
  } catch (error) {
    throw new TenonError(
      'invalid-mapping',
      `${path} is not JSON: ${error instanceof Error ? error.message : ''}`,
    );
  }
}
