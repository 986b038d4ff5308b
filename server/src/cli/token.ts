import { Command } from 'commander';
import { TenonError } from '../errors.ts';
import { wholeNumber } from './export.ts';
import { withTenon } from './instance.ts';
import { userIdOf } from './user.ts';

export const tokenCommand = () => {
  const token = new Command('token').description('bearer tokens for machines');
  token
    .command('create')
    .description('prints a token that acts with the rights of a user; it is shown once')
    .argument('<email>')
    .option('--label <text>', 'what it is for', 'command line')
    .option('--days <number>', 'ends after so many days; without end when absent', wholeNumber)
    .action(async (email: string, options: { label: string; days?: number }, command: Command) => {
      await withTenon(command, async (tenon) => {
        const issued = await tenon.identity.sessions.issueToken(
          await userIdOf(tenon, email),
          options.label,
          options.days,
        );
        console.error(`Token ${issued.id}; revoke it with: tenon token revoke ${issued.id}`);
        console.log(issued.token);
      });
    });
  token
    .command('revoke')
    .description('ends a token')
    .argument('<id>')
    .action(async (id: string, _options: object, command: Command) => {
      await withTenon(command, async (tenon) => {
        if (!(await tenon.identity.sessions.revokeToken(id)))
          throw new TenonError('not-found', `There is no living token ${id}`);
        console.log('Revoked.');
      });
    });
  return token;
};
