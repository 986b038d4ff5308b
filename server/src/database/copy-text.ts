/** Values in the text format of COPY (Postgres, "COPY": File Formats), each with what ends it. */

const special = /[\\\n\r\t]/;
const escapes: { readonly [char: string]: string } = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One value; `type` is that of its column. */
export function copyText(value: unknown, type: string): string {
  if (value === null || value === undefined) return '\\N';
  if (type === 'jsonb') return escaped(JSON.stringify(value));
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  if (Array.isArray(value)) return escaped(arrayText(value));
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return escaped(String(value));
}

export function copyLine(cells: readonly string[]): string {
  return `${cells.join('\t')}\n`;
}

export function escaped(text: string): string {
  return special.test(text) ? text.replaceAll(/[\\\n\r\t]/g, (char) => escapes[char] ?? char) : text;
}

function arrayText(values: readonly unknown[]): string {
  const items = values.map((value) =>
    value === null || value === undefined ? 'NULL' : `"${String(value).replaceAll(/["\\]/g, '\\$&')}"`,
  );
  return `{${items.join(',')}}`;
}
