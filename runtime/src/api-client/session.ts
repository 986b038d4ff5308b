import type { Label, SessionBody } from '@tenon/model';
import type { ApiClient } from './client.ts';

export interface DemoAccount {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: Label;
  readonly description: Label;
}

/** The session part of the API; each answer that carries a session refreshes the token for writes. */
export function sessionApi(client: ApiClient) {
  const remember = (session: SessionBody): SessionBody => {
    client.setCsrf(session.csrf);
    return session;
  };
  return {
    read: async () => remember(await client.get<SessionBody>('/session')),
    signIn: async (email: string, password: string) =>
      remember(await client.post<SessionBody>('/session', { email, password })),
    signOut: () => client.delete<void>('/session'),
    first: async (body: { token: string; name: string; email: string; password: string }) =>
      remember(await client.post<SessionBody>('/session/first', body)),
    demo: () => client.get<{ accounts: readonly DemoAccount[] }>('/session/demo'),
    preferences: async (body: { language?: string; timeZone?: string }) =>
      remember(await client.patch<SessionBody>('/session/preferences', body)),
    password: (current: string, next: string) => client.post<void>('/session/password', { current, next }),
  };
}
export type SessionApi = ReturnType<typeof sessionApi>;
