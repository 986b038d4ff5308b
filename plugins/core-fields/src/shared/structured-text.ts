/**
 * Several parts in one line of text, as vCard writes names and addresses (RFC 6350, 3.4 and 6.2.2): divided by semicolons,
 * with \; \\ and \n for what would be mistaken.
 */
export function joinParts(parts: readonly string[]): string {
  return parts.map((part) => part.replace(/[\\;]/g, '\\$&').replaceAll('\n', '\\n')).join(';');
}

export function splitParts(text: string): readonly string[] {
  const parts = [''];
  for (const [token] of text.matchAll(/\\[\s\S]|[\s\S]/g)) {
    const last = parts.length - 1;
    if (token === ';') parts.push('');
    else parts[last] += token === '\\n' ? '\n' : token.length > 1 ? token.slice(1) : token;
  }
  return parts;
}

/** The parts that say something, trimmed, in the order of `ids`; undefined when none does. */
export function filledParts<Part extends string>(
  ids: readonly Part[],
  partOf: (id: Part) => unknown,
): { readonly [P in Part]?: string } | undefined {
  const filled = ids.flatMap((id) => {
    const part = partOf(id);
    const text = typeof part === 'string' ? part.trim() : '';
    return text === '' ? [] : [[id, text] as const];
  });
  return filled.length > 0 ? (Object.fromEntries(filled) as { [P in Part]?: string }) : undefined;
}

const wide =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{N}\p{P}\p{S}\s々ー]+$/u;
const widePart = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Whether a text is written as Chinese, Japanese and Korean are: without spaces between its parts. */
export function isEastAsian(text: string): boolean {
  return wide.test(text) && widePart.test(text);
}
