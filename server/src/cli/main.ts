#!/usr/bin/env node
/** The command line `tenon`. Each command is a file beside this one. */
import { Command } from 'commander';
import { isTenonError } from '../errors.ts';
import { applyCommand, planCommand } from './apply.ts';
import { convertCommand } from './convert.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { reindexCommand } from './reindex.ts';
import { secretsCommand } from './secrets.ts';
import { startCommand } from './start.ts';
import { tokenCommand } from './token.ts';
import { userCommand } from './user.ts';

const program = new Command('tenon')
  .description('A CRM that is configured, not coded.')
  .option('--data <folder>', 'folder of the embedded database', process.env.TENON_DATA ?? 'data')
  .option('--database <url>', 'an external Postgres 15 or newer', process.env.DATABASE_URL)
  .showHelpAfterError();
for (const command of [
  startCommand,
  planCommand,
  applyCommand,
  exportCommand,
  importCommand,
  tokenCommand,
  userCommand,
  secretsCommand,
  doctorCommand,
  reindexCommand,
  convertCommand,
]) {
  program.addCommand(command());
}

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (isTenonError(error)) {
    console.error(`${error.code}: ${error.message}`);
    for (const { pointer, message } of error.errors ?? []) console.error(`  ${pointer}: ${message}`);
    for (const { document, pointer, message, hint } of error.problems ?? []) {
      console.error(`  ${document.kind}/${document.id}${pointer}: ${message}${hint ? ` (${hint})` : ''}`);
    }
  } else {
    console.error(error instanceof Error ? error.message : error);
    if (process.env.LOG_LEVEL === 'debug' && error instanceof Error) console.error(error.stack);
  }
  process.exitCode = 1;
}
