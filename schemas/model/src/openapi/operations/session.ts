import {
  flag,
  label,
  list,
  map,
  moment,
  named,
  object,
  orNull,
  pageOf,
  said,
  text,
  words,
} from '../shapes.ts';
import type { Operation } from './operation.ts';

const language = words('en', 'zh-CN');
const session = object({
  user: object({
    id: text,
    name: text,
    email: orNull(text),
    language,
    timeZone: text,
    roles: list(text),
    roleLabels: list(label),
  }),
  capabilities: list(text),
  csrf: said(text, 'Sent back as x-csrf-token on every write of a cookie session.'),
});

export const sessionOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/session',
    id: 'session',
    summary: 'Who is signed in',
    needs: 'viewer',
    answer: session,
  },
  {
    method: 'post',
    path: '/session',
    id: 'sign_in',
    summary: 'Sign in; the answer sets the cookie of the session',
    needs: 'anybody',
    body: object({ email: text, password: text }),
    answer: session,
  },
  { method: 'delete', path: '/session', id: 'sign_out', summary: 'Sign out', needs: 'viewer' },
  {
    method: 'get',
    path: '/session/demo',
    id: 'demo_accounts',
    summary: 'Accounts of the demo company, while it is loaded and on this machine alone',
    needs: 'anybody',
    answer: object({ accounts: list(object({ name: text, email: text, password: text })) }),
  },
  {
    method: 'post',
    path: '/session/first',
    id: 'first_administrator',
    summary: 'The first administrator, by the link that the first start gives',
    needs: 'anybody',
    body: object({ token: text, name: text, email: text, password: text }),
    answer: session,
  },
  {
    method: 'patch',
    path: '/session/preferences',
    id: 'preferences',
    summary: 'Language and time zone of the viewer',
    needs: 'viewer',
    body: object({}, { language, timeZone: text }),
    answer: session,
  },
  {
    method: 'post',
    path: '/session/password',
    id: 'change_password',
    summary: 'Change the own password',
    needs: 'viewer',
    body: object({ current: text, next: text }),
  },
];

const users = ['manage_users'] as const;
const configure = ['configure'] as const;

export const adminOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/admin/users',
    id: 'users',
    summary: 'Users with their roles',
    needs: users,
    query: { after: text, search: text },
    answer: pageOf(
      object({
        id: text,
        name: text,
        email: orNull(text),
        team: orNull(text),
        active: orNull(flag),
        roles: list(text),
        signIn: said(flag, 'Whether they can sign in.'),
        lastSeen: orNull(moment),
      }),
    ),
  },
  {
    method: 'put',
    path: '/admin/users/{id}/roles',
    id: 'set_roles',
    summary: 'Give a user their roles',
    needs: users,
    body: object({ roles: list(text) }),
    answer: object({ roles: list(text) }),
  },
  {
    method: 'post',
    path: '/admin/users/{id}/sign-in',
    id: 'set_sign_in',
    summary: 'Let a user sign in; without a password the answer has one',
    needs: users,
    body: object({}, { password: text }),
    answer: object({}, { password: text }),
  },
  {
    method: 'delete',
    path: '/admin/users/{id}/sign-in',
    id: 'remove_sign_in',
    summary: 'Take a user’s sign-in away',
    needs: users,
  },
  {
    method: 'get',
    path: '/admin/roles',
    id: 'roles',
    summary: 'Roles of the configuration',
    needs: users,
    answer: list(object({ id: text, label, capabilities: list(text) })),
  },
  {
    method: 'get',
    path: '/admin/jobs/dead',
    id: 'dead_jobs',
    summary: 'Jobs whose attempts all failed',
    needs: configure,
    answer: list(
      object({ id: text, job: text, data: {}, at: moment, attempts: { type: 'integer' }, error: text }),
    ),
  },
  {
    method: 'post',
    path: '/admin/jobs/{id}/replay',
    id: 'replay_job',
    summary: 'Put a job back in its queue',
    needs: configure,
  },
  {
    method: 'get',
    path: '/admin/reveals',
    id: 'reveals',
    summary: 'Who looked behind which mask, newest first',
    needs: users,
    query: { after: text },
    answer: pageOf(
      object({ id: text, entity: text, record: text, field: text, by: orNull(named), at: moment }),
    ),
  },
];

export const modelOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/model',
    id: 'model',
    summary: 'The live configuration as the viewer may see it',
    needs: 'viewer',
    answer: said(map({}), 'Entities, views, pages, forms, dashboards and the like, by id.'),
  },
  {
    method: 'get',
    path: '/events',
    id: 'events',
    summary: 'What changes, as server-sent events: a release, an entity, tasks',
    needs: 'viewer',
    answer: { mediaType: 'text/event-stream' },
  },
  {
    method: 'get',
    path: '/openapi.json',
    id: 'openapi',
    summary: 'This description',
    needs: 'viewer',
    answer: map({}),
  },
  {
    method: 'get',
    path: '/limits',
    id: 'limits',
    summary: 'How much one request may ask',
    needs: 'viewer',
    answer: map({}),
  },
];
