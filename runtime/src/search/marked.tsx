import type { SearchRange } from '@tenon/model';
import type { ReactNode } from 'react';

/** A text with what was found in it marked. */
export function Marked({ text, ranges }: { readonly text: string; readonly ranges: readonly SearchRange[] }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (start < at || end > text.length) continue;
    if (start > at) parts.push(text.slice(at, start));
    parts.push(
      <mark key={start} className="t-found">
        {text.slice(start, end)}
      </mark>,
    );
    at = end;
  }
  parts.push(text.slice(at));
  return <bdi>{parts}</bdi>;
}
