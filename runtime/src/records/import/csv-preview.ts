export interface CsvPreview {
  readonly columns: readonly string[];
  /** The first rows, by column. */
  readonly samples: readonly (readonly string[])[];
  /** Rows under the header. */
  readonly rows: number;
}

const delimiters = [',', ';', '\t'] as const;
const samplesShown = 3;

/** Header, first rows and size of a file; the server reads the file itself again. Undefined when there is no header. */
export function previewCsv(text: string): CsvPreview | undefined {
  const plain = text.replace(/^\uFEFF/, '');
  const line = plain.slice(0, plain.search(/[\r\n]|$/));
  const delimiter = delimiters.toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ',';
  const rows = readRows(plain, delimiter);
  const header = rows[0]?.map((name) => name.trim());
  if (!header || header.every((name) => name === '')) return undefined;
  const body = rows.slice(1).filter((row) => row.some((cell) => cell !== ''));
  return { columns: header, samples: body.slice(0, samplesShown), rows: body.length };
}

/** RFC 4180: quoted cells may hold delimiters, line ends and doubled quotes. */
function readRows(text: string, delimiter: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === delimiter) {
      row.push(cell);
      cell = '';
    } else if (char === '\n') {
      row.push(cell);
      rows.push(row);
      row = [];
      cell = '';
    } else if (char !== '\r') cell += char;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}
