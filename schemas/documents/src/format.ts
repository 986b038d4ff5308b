const width = 100;

/**
 * The canonical text of a document: keys in the order written, two spaces, what fits in 100 columns on one line (never the
 * document itself), a line feed at the end. Formatting what was parsed from it gives the same text.
 */
export function formatDocument(document: unknown): string {
  return `${write(document, '', 0, true)}\n`;
}

/** `before` is what already stands on the line, `after` what must still follow the value on it. */
function write(value: unknown, indent: string, before: number, top: boolean): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Array.isArray(value)
    ? Array.from(value, (item): [string, unknown] => ['', item])
    : Object.entries(value).filter(([, item]) => item !== undefined);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) return open + close;
  if (!top) {
    const line = onOneLine(value, width - before - 1);
    if (line !== undefined) return line;
  }
  const inner = `${indent}  `;
  const lines = entries.map(([key, item]) => {
    const name = Array.isArray(value) ? '' : `${JSON.stringify(key)}: `;
    return inner + name + write(item, inner, inner.length + name.length, false);
  });
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

/** The value on one line, or undefined when it is longer than `room`; looks no further than it must. */
function onOneLine(value: unknown, room: number): string | undefined {
  if (room < 0) return undefined;
  if (typeof value !== 'object' || value === null) {
    const text = JSON.stringify(value) ?? 'null';
    return text.length <= room ? text : undefined;
  }
  const parts: string[] = [];
  let left = room - 4;
  const entries = Array.isArray(value)
    ? Array.from(value, (item): [string, unknown] => ['', item])
    : Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return Array.isArray(value) ? '[]' : '{}';
  if (Array.isArray(value)) left += 2;
  for (const [key, item] of entries) {
    const name = Array.isArray(value) ? '' : `${JSON.stringify(key)}: `;
    const text = onOneLine(item, left - name.length);
    if (text === undefined) return undefined;
    parts.push(name + text);
    left -= name.length + text.length + 2;
  }
  const line = Array.isArray(value) ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
  return line.length <= room ? line : undefined;
}
