import { useSyncExternalStore } from 'react';

/** Milliseconds between two looks at the clock. */
const step = 15_000;

const now = () => Math.floor(Date.now() / step) * step;

function everyStep(look: () => void): () => void {
  const timer = setInterval(look, step);
  return () => clearInterval(timer);
}

/** Now, in milliseconds since 1970, exact to 15 seconds; what is told from it stays true on an open page. */
export function useNow(): number {
  return useSyncExternalStore(everyStep, now);
}
