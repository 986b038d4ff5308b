import { useEffect, useRef } from 'react';
import { type ActiveTime, createActiveTime } from './active-time.ts';

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/** Measures work on a page from its opening. */
export function useActiveTime(): () => number {
  const time = useRef<ActiveTime>(undefined);
  useEffect(() => {
    const measured = createActiveTime(Date.now(), document.visibilityState === 'visible');
    time.current = measured;
    const touch = () => measured.touch(Date.now());
    const show = () => measured.show(document.visibilityState === 'visible', Date.now());
    for (const sign of signs) addEventListener(sign, touch, { passive: true });
    document.addEventListener('visibilitychange', show);
    return () => {
      for (const sign of signs) removeEventListener(sign, touch);
      document.removeEventListener('visibilitychange', show);
    };
  }, []);
  return () => time.current?.seconds(Date.now()) ?? 0;
}
