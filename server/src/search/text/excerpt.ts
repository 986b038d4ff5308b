import type { SearchRange } from '@tenon/model';

const longest = 160;
const before = 40;

/** A long text cut to what is around its first match, between characters and not within. */
export function excerpt(
  text: string,
  ranges: readonly SearchRange[],
): { readonly text: string; readonly ranges: readonly SearchRange[] } {
  const line = text.replace(/[\r\n\t\u2028\u2029]/g, ' ');
  if (line.length <= longest) return { text: line, ranges };
  const start = whole(line, Math.max(0, (ranges[0]?.[0] ?? 0) - before));
  const end = whole(line, Math.min(line.length, start + longest));
  const head = start > 0 ? '…' : '';
  const shift = head.length - start;
  return {
    text: `${head}${line.slice(start, end)}${end < line.length ? '…' : ''}`,
    ranges: ranges.flatMap(([from, to]): SearchRange[] =>
      from >= start && from < end ? [[from + shift, Math.min(to, end) + shift]] : [],
    ),
  };
}

/** The place itself, or one before it where it would part a surrogate pair. */
function whole(text: string, place: number): number {
  const unit = text.charCodeAt(place);
  return unit >= 0xdc00 && unit <= 0xdfff ? place - 1 : place;
}
