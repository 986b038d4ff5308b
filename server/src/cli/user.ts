import { randomBytes } from 'node:crypto';
import { Command } from 'commander';
import { TenonError } from '../errors.ts';
import { systemContext } from '../identity/viewers.ts';
import type { Tenon } from '../tenon.ts';
import { withTenon } from './instance.ts';

export const userCommand = () => {
  const user = new Command('user').description('users, their roles and passwords');
  user
    .command('list')
    .description('all users with their roles')
    .action(async (_options: object, command: Command) => {
      await withTenon(command, async (tenon) => {
        const context = systemContext(tenon, tenon.releases.current(), 'command-line');
        for (let after: string | undefined; ; ) {
          const page = await tenon.records.query(context, 'user', {
            fields: ['name', 'email', 'active'],
            sort: [{ field: 'name' }],
            limit: 500,
            ...(after !== undefined && { after }),
          });
          const ids = page.items.map((item) => item.id);
          const roles = await tenon.identity.rolesOf(context.release, ids);
          const signIns = await tenon.identity.signInIds(ids);
          for (const item of page.items) {
            const marks = [
              roles.get(item.id)?.join(', ') || 'no role',
              signIns.has(item.id) ? 'can sign in' : 'no sign-in',
              ...(item.active === true ? [] : ['not active']),
            ];
            console.log(`${item.name} <${item.email ?? ''}>: ${marks.join('; ')}`);
          }
          if (page.next === null) return;
          after = page.next;
        }
      });
    });
  user
    .command('add')
    .description('adds a user who can sign in; prints a password when none is given')
    .argument('<email>')
    .requiredOption('--name <name>')
    .option('--role <role...>', 'roles')
    .option('--password-from-stdin', 'reads the password from standard input')
    .action(
      async (
        email: string,
        options: { name: string; role?: string[]; passwordFromStdin?: boolean },
        command: Command,
      ) => {
        const password = options.passwordFromStdin
          ? await passwordFromStdin()
          : randomBytes(12).toString('base64url');
        await withTenon(command, async (tenon) => {
          const context = systemContext(tenon, tenon.releases.current(), 'command-line');
          const record = await tenon.records.create(context, 'user', {
            name: options.name,
            email,
            active: true,
          });
          if (options.role) await tenon.identity.setRoles(context.release, record.id, options.role);
          await tenon.identity.setPassword(record.id, password);
          console.log(
            options.passwordFromStdin ? `Added ${email}.` : `Added ${email} with the password ${password}`,
          );
        });
      },
    );
  user
    .command('password')
    .description('sets a new password and ends all sessions; prints it when none is given')
    .argument('<email>')
    .option('--password-from-stdin', 'reads the password from standard input')
    .action(async (email: string, options: { passwordFromStdin?: boolean }, command: Command) => {
      const password = options.passwordFromStdin
        ? await passwordFromStdin()
        : randomBytes(12).toString('base64url');
      await withTenon(command, async (tenon) => {
        await tenon.identity.setPassword(await userIdOf(tenon, email), password);
        console.log(options.passwordFromStdin ? 'Done.' : `The new password is ${password}`);
      });
    });
  user
    .command('roles')
    .description('replaces the roles of a user')
    .argument('<email>')
    .argument('<roles...>')
    .action(async (email: string, roles: string[], _options: object, command: Command) => {
      await withTenon(command, async (tenon) => {
        await tenon.identity.setRoles(tenon.releases.current(), await userIdOf(tenon, email), roles);
        console.log('Done.');
      });
    });
  return user;
};

export async function userIdOf(tenon: Tenon, email: string): Promise<string> {
  const context = systemContext(tenon, tenon.releases.current(), 'command-line');
  const page = await tenon.records.query(context, 'user', {
    where: { '==': [{ var: 'email' }, email.trim().toLowerCase()] },
    fields: ['id'],
    limit: 1,
  });
  const user = page.items[0];
  if (!user) throw new TenonError('not-found', `There is no user with the e-mail ${email}`);
  return user.id;
}

async function passwordFromStdin(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin) text += String(chunk);
  return text.replace(/\r?\n$/, '');
}
