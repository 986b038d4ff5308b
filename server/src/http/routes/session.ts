import type { Language } from '@tenon/documents';
import { isTimeZone, type SessionBody } from '@tenon/model';
import type { Response } from 'express';
import type { Viewer } from '../../context.ts';
import { TenonError } from '../../errors.ts';
import type { SignedIn } from '../../identity/identity.ts';
import { sessionLife } from '../../identity/sessions.ts';
import { systemContext } from '../../identity/viewers.ts';
import { askedLanguage } from '../asked-language.ts';
import { sessionCookie } from '../browser-safety.ts';
import { objectBody, optionalText, textOf } from '../input.ts';
import type { Call, Route } from '../route.ts';
import type { AppServices } from '../services.ts';

export function sessionRoutes(services: AppServices): readonly Route[] {
  const { identity } = services;

  async function begin(call: Call, signedIn: SignedIn): Promise<SessionBody> {
    setCookie(call.response, signedIn.secret, call.request.secure);
    const viewer = await identity.viewers.find(call.release, signedIn.userId);
    if (!viewer) throw new TenonError('not-authenticated', 'This user is not active');
    return bodyOf(call, viewer, signedIn.csrf, await emailOf(services, call, signedIn.userId));
  }

  const from = (call: Call) => ({
    address: call.request.ip ?? 'unknown',
    agent: call.request.get('user-agent') ?? '',
  });

  return [
    {
      method: 'get',
      path: '/session',
      needs: 'viewer',
      handle: async (call) =>
        bodyOf(
          call,
          call.context.viewer,
          call.session.csrf ?? '',
          await emailOf(services, call, call.session.userId),
        ),
    },
    {
      method: 'post',
      path: '/session',
      needs: 'anybody',
      handle: async (call) => {
        const body = objectBody(call.body, ['email', 'password']);
        const request = {
          email: textOf(body, 'email', { most: 320 }),
          password: textOf(body, 'password', { most: 1_000 }),
          ...from(call),
        };
        return begin(call, await identity.signIn(call.release, request));
      },
    },
    {
      method: 'delete',
      path: '/session',
      needs: 'viewer',
      handle: async (call) => {
        if (call.cookie !== undefined) await identity.signOut(call.cookie);
        call.response.clearCookie(sessionCookie, { path: '/' });
      },
    },
    {
      method: 'get',
      path: '/session/demo',
      needs: 'anybody',
      handle: async () => ({ accounts: await services.demoAccounts() }),
    },
    {
      method: 'post',
      path: '/session/first',
      needs: 'anybody',
      handle: async (call) => {
        const body = objectBody(call.body, ['token', 'name', 'email', 'password']);
        const userId = await identity.useFirstLink(call.release, {
          token: textOf(body, 'token', { most: 200 }),
          name: textOf(body, 'name', { most: 200 }),
          email: textOf(body, 'email', { most: 320 }),
          password: textOf(body, 'password', { most: 1_000 }),
        });
        return begin(call, { ...(await identity.sessions.start(userId, from(call))), userId });
      },
    },
    {
      method: 'patch',
      path: '/session/preferences',
      needs: 'viewer',
      handle: async (call) => {
        const body = objectBody(call.body, ['language', 'timeZone']);
        const language = optionalText(body, 'language');
        const timeZone = optionalText(body, 'timeZone', { most: 64 });
        if (timeZone !== undefined && timeZone !== '' && !isTimeZone(timeZone)) {
          throw new TenonError('invalid-input', 'timeZone is not the name of a time zone', {
            errors: [
              { pointer: '/timeZone', code: 'invalid', message: 'A name such as Asia/Shanghai is due' },
            ],
          });
        }
        const patch = {
          ...(language !== undefined && { language }),
          ...(timeZone !== undefined && { time_zone: timeZone }),
        };
        // Everybody may set their own preferences, whatever their rights on users are.
        await services.records.update(
          systemContext(services, call.release, 'api'),
          'user',
          call.session.userId,
          patch,
          { version: 'any' },
        );
        identity.viewers.forget(call.session.userId);
        const viewer = await identity.viewers.find(call.release, call.session.userId);
        return bodyOf(
          call,
          viewer ?? call.context.viewer,
          call.session.csrf ?? '',
          await emailOf(services, call, call.session.userId),
        );
      },
    },
    {
      method: 'post',
      path: '/session/password',
      needs: 'viewer',
      handle: async (call) => {
        const body = objectBody(call.body, ['current', 'next']);
        await identity.changePassword(
          call.session.userId,
          textOf(body, 'current', { most: 1_000 }),
          textOf(body, 'next', { most: 1_000 }),
          call.cookie,
        );
      },
    },
  ];
}

function setCookie(response: Response, secret: string, secure: boolean): void {
  response.cookie(sessionCookie, secret, {
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path: '/',
    maxAge: sessionLife.absoluteDays * 86_400_000,
  });
}

async function emailOf(services: AppServices, call: Call, userId: string): Promise<string | null> {
  const record = await services.records.read(systemContext(services, call.release), 'user', userId, {
    fields: ['email'],
  });
  return (record.email as string | null | undefined) ?? null;
}

function bodyOf(call: Call, viewer: Viewer, csrf: string, email: string | null): SessionBody {
  // Who never chose a language goes on in the one that the sign-in page was read in.
  const chosen = viewer.attributes.language as Language | null | undefined;
  return {
    user: {
      id: viewer.id ?? '',
      name: viewer.name,
      email,
      language: chosen ?? askedLanguage(call.request) ?? viewer.language,
      timeZone: viewer.timeZone,
      roles: viewer.roles,
      roleLabels: viewer.roles.map((role) => call.release.model.roles.get(role)?.label ?? role),
    },
    capabilities: [...viewer.access.capabilities],
    csrf,
  };
}
