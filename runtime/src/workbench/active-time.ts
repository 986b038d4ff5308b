/** Seconds after which silence counts as idle. */
export const idleAfter = 60;

export interface ActiveTime {
  /** Something was done on the page. */
  readonly touch: (now: number) => void;
  /** The page came to the front or left it. */
  readonly show: (visible: boolean, now: number) => void;
  /** Whole seconds of work until now. */
  readonly seconds: (now: number) => number;
}

/**
 * Time of work, without idle time: the page is in front, and something was done on it in the last minute (TK5). Times
 * are in milliseconds.
 */
export function createActiveTime(start: number, visible = true): ActiveTime {
  let counted = 0;
  let isVisible = visible;
  let touched = start;
  let since = start;
  /** Adds what lies between `since` and now, as far as it was work. */
  const settle = (now: number) => {
    if (isVisible) counted += Math.max(0, Math.min(now, touched + idleAfter * 1000) - since);
    since = now;
  };
  return {
    touch(now) {
      settle(now);
      touched = now;
    },
    show(next, now) {
      settle(now);
      if (next && !isVisible) touched = now;
      isVisible = next;
    },
    seconds(now) {
      settle(now);
      return Math.floor(counted / 1000);
    },
  };
}
