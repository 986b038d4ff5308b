import { textIn } from '@tenon/documents';
import type { PlanBody } from '@tenon/model';
import { Command } from 'commander';
import { TenonError } from '../errors.ts';
import { readFolder } from './folder.ts';
import { pathFrom, withTenon } from './instance.ts';

export const planCommand = () =>
  new Command('plan')
    .description('what a publish of a folder would do; exits with 2 when something would change')
    .argument('<folder>', 'a folder of <kind>/<id>.json files')
    .option('--sql', 'print the statements too')
    .action(async (folder: string, options: { sql?: boolean }, command: Command) => {
      const documents = await readFolder(pathFrom(folder));
      await withTenon(command, async (tenon) => {
        const plan = await tenon.releases.plan(documents);
        print(plan, options.sql ?? false);
        process.exitCode = hasErrors(plan) ? 1 : plan.empty ? 0 : 2;
      });
    });

interface ApplyOptions {
  readonly note: string;
  readonly accept?: readonly string[];
  readonly rename?: readonly string[];
}

export const applyCommand = () =>
  new Command('apply')
    .description('publishes a folder as the new release')
    .argument('<folder>', 'a folder of <kind>/<id>.json files')
    .option('--note <text>', 'what the release is for', 'Applied from the command line')
    .option('--accept <impact...>', 'impacts that are agreed to, such as losing:account.size')
    .option('--rename <field...>', 'fields that take over the values of others: account.city=town')
    .action(async (folder: string, options: ApplyOptions, command: Command) => {
      const renames = (options.rename ?? []).map((pair) => pair.split('=') as [string, string]);
      const adjustments = { accept: options.accept ?? [], renames: Object.fromEntries(renames) };
      const documents = await readFolder(pathFrom(folder));
      await withTenon(command, async (tenon) => {
        const plan = await tenon.releases.plan(documents, adjustments);
        print(plan, false);
        if (hasErrors(plan)) throw new TenonError('invalid-configuration', 'Nothing was published');
        if (plan.empty) return;
        const release = await tenon.releases.publish({
          documents,
          base: tenon.releases.current().number,
          note: options.note,
          by: null,
          adjustments,
        });
        console.log(`Release ${release.number} is live.`);
      });
    });

const hasErrors = (plan: PlanBody) => plan.problems.some((problem) => problem.severity === 'error');

function print(plan: PlanBody, withSql: boolean): void {
  for (const { severity, document, pointer, message, hint } of plan.problems) {
    console.log(
      `${severity}: ${document.kind}/${document.id}${pointer}: ${message}${hint ? ` (${hint})` : ''}`,
    );
  }
  for (const { id, records, total } of plan.impact)
    console.log(`impact: ${id}: ${records} of ${total} records`);
  if (hasErrors(plan)) return;
  if (plan.empty) {
    console.log('Nothing would change.');
    return;
  }
  const sign = { added: '+', changed: '~', removed: '-' };
  for (const { document, change, sentences } of plan.changes) {
    console.log(`${sign[change]} ${document.kind}/${document.id}`);
    for (const sentence of sentences) console.log(`    ${sentence.en}`);
  }
  for (const { safety, text, sql } of plan.tables) {
    console.log(`  [${safety}] ${textIn(text, 'en')}`);
    if (withSql) for (const statement of sql) console.log(`      ${statement}`);
  }
}
