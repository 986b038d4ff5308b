import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { demoAccounts, loadDemo, wantsDemo } from '../demo/load.ts';
import { openTenon, serve } from '../main.ts';
import { wholeNumber } from './export.ts';
import { readFolder } from './folder.ts';
import { instanceOptions, pathFrom } from './instance.ts';

const demoFolder = join(
  dirname(fileURLToPath(import.meta.url)),
  '..',
  '..',
  '..',
  'tests',
  'fixtures',
  'apps',
  'hardware-sales',
);

export const startCommand = () =>
  new Command('start')
    .description('starts the server')
    .option('--port <number>', 'port', wholeNumber, Number(process.env.PORT ?? 3000))
    .option('--host <address>', 'address to listen on', process.env.HOST ?? '127.0.0.1')
    .option('--no-demo', 'start empty on first run')
    .option('--demo-from <folder>', 'configuration of the demo company', demoFolder)
    .action(
      async (options: { port: number; host: string; demo: boolean; demoFrom: string }, command: Command) => {
        const tenon = await openTenon(instanceOptions(command));
        try {
          if (options.demo && existsSync(options.demoFrom) && (await wantsDemo(tenon))) {
            await loadDemo(tenon, await readFolder(pathFrom(options.demoFrom)), (message) =>
              console.log(message),
            );
          }
          const trustProxy = process.env.TRUST_PROXY;
          const serving = await serve(tenon, {
            port: options.port,
            host: options.host,
            ...(trustProxy !== undefined && { trustProxy }),
          });
          await greet(serving.url, tenon, options.host);
          stopOnSignal(() => serving.close());
        } catch (error) {
          await tenon.close();
          throw error;
        }
      },
    );

async function greet(url: string, tenon: Parameters<typeof loadDemo>[0], host: string): Promise<void> {
  console.log(`\nTenon is running at ${url}  (studio: ${url}/studio)`);
  const first = await tenon.identity.firstLink();
  if (first)
    console.log(`\nFirst administrator, one-time link (valid for a day):\n  ${url}/welcome?token=${first}`);
  const accounts = await demoAccounts(tenon);
  if (accounts.length > 0) {
    console.log('\nDemo sign-ins:');
    for (const { email, password, description } of accounts)
      console.log(`  ${email.padEnd(32)} ${password}   ${description.en}`);
    if (host !== '127.0.0.1' && host !== 'localhost')
      console.log('  (remove these users before anybody else can reach this address)');
  }
  console.log('\nCtrl-C stops it.');
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}
