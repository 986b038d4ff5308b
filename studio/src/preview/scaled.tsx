import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Draws its content as wide as given and makes it smaller where there is less room. */
export function Scaled({ width, children }: { readonly width: number; readonly children: ReactNode }) {
  const host = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<number>();
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setRoom(entry?.contentRect.width));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={host}>
      {room !== undefined && (
        <div style={room < width ? { width, zoom: room / width } : undefined}>{children}</div>
      )}
    </div>
  );
}
