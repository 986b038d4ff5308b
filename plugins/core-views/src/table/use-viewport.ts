import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

export interface Viewport {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** Before anything is measured, and where nothing can be. */
const guess = { top: 0, left: 0, width: 1200, height: 600 };

/** What of a scrolling element is in sight, followed as it scrolls and changes. */
export function useViewport(element: RefObject<HTMLElement | null>): readonly [Viewport, () => void] {
  const [viewport, setViewport] = useState<Viewport>(guess);
  const frame = useRef(0);
  const measure = useCallback(() => {
    const found = element.current;
    if (!found) return;
    const { scrollTop: top, scrollLeft: left, clientWidth, clientHeight } = found;
    const width = clientWidth || guess.width;
    const height = clientHeight || guess.height;
    setViewport((before) =>
      before.top === top && before.left === left && before.width === width && before.height === height
        ? before
        : { top, left, width, height },
    );
  }, [element]);
  // Once a frame, however often the browser tells.
  const follow = useCallback(() => {
    if (frame.current !== 0) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      measure();
    });
  }, [measure]);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(measure);
    observer.observe(element.current);
    measure();
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame.current);
      frame.current = 0;
    };
  }, [element, measure]);
  return [viewport, follow];
}
