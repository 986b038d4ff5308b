import type { Parsed } from '@tenon/plugin-api';

export function parsed<Value>(value: Value | null): Parsed<Value> {
  return { ok: true, value };
}

/** Says what is allowed, with the text that was seen, cut to a length that fits a message. */
export function refused(text: string, allowed: string): { readonly ok: false; readonly message: string } {
  const seen = [...text].length > 60 ? `${[...text].slice(0, 60).join('')}…` : text;
  return { ok: false, message: `“${seen}” is not ${allowed}` };
}
