/**
 * Cells of CSV files. Spreadsheets run text that starts like a formula, so exports put an apostrophe before it; imports
 * take exactly that one away, whatever it stood before.
 */
const startsLikeFormula = /^'*[=+\-@\t\r]/;
const neutralised = /^'+[=+\-@\t\r]/;
const plainNumber = /^-?[0-9]+(\.[0-9]+)?$/;

export function neutralise(text: string): string {
  return startsLikeFormula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

export function restore(cell: string): string {
  return cell.startsWith("'") && neutralised.test(cell) ? cell.slice(1) : cell;
}

/** Several values in one cell: split at semicolons, with quotes around those that hold one. */
export function joinValues(values: readonly string[]): string {
  return values
    .map((value) => (/[;"]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
    .join('; ');
}

export function splitValues(cell: string): readonly string[] {
  const values: string[] = [];
  for (const [, quoted, plain] of cell.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^;]*))\s*(?:;|$)/g)) {
    const value = quoted === undefined ? (plain ?? '').trim() : quoted.replaceAll('""', '"');
    if (value !== '') values.push(value);
  }
  return values;
}
