import { createContext, type ReactNode, use, useSyncExternalStore } from 'react';
import type { Connection } from '../api-client/index.ts';

const ConnectionContext = createContext<Connection | undefined>(undefined);

export function ConnectionProvider({
  connection,
  children,
}: {
  readonly connection: Connection;
  readonly children: ReactNode;
}) {
  return <ConnectionContext value={connection}>{children}</ConnectionContext>;
}

export function useConnection(): Connection {
  const connection = use(ConnectionContext);
  if (!connection) throw new Error('useConnection stands outside a ConnectionProvider');
  return connection;
}

/** Whether the last thing heard of the server was an answer. */
export function useIsConnected(): boolean {
  const connection = useConnection();
  return useSyncExternalStore(connection.subscribe, connection.isUp);
}
