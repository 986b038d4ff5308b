import type { SessionBody } from '@tenon/model';
import { createContext, type ReactNode, use } from 'react';

const SessionContext = createContext<SessionBody | undefined>(undefined);

export function SessionProvider({
  session,
  children,
}: {
  readonly session: SessionBody;
  readonly children: ReactNode;
}) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** Who is signed in. */
export function useSession(): SessionBody {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession stands outside a SessionProvider');
  return session;
}
