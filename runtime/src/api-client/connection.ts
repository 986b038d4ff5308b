/** Whether the server can be reached, as last seen; a tiny store that React subscribes to. */
export interface Connection {
  readonly isUp: () => boolean;
  readonly set: (up: boolean) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createConnection(): Connection {
  let up = true;
  const listeners = new Set<() => void>();
  return {
    isUp: () => up,
    set: (next) => {
      if (next === up) return;
      up = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
