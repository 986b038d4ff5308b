/** What a file holds: its columns with samples, and which fields they seem to be for. */
import { textIn } from '@tenon/documents';
import type { FieldModel, ImportColumn, ImportField, ImportFormat, ImportMapping } from '@tenon/model';
import type { Context } from '../../../context.ts';
import { limits } from '../../../query/limits.ts';
import type { VisibleEntity } from '../../../query/visible.ts';
import { refusalOf } from '../../values/body.ts';
import { columnNames } from '../columns.ts';
import { unreadable } from '../reading/csv.ts';
import { empty, readRows } from '../reading/rows.ts';
import type { FileSource } from '../reading/source.ts';

export interface Analysis {
  readonly columns: readonly ImportColumn[];
  readonly mapping: ImportMapping;
  /** An estimate of the rows below the header; null when there is nothing to go by. */
  readonly total: number | null;
}

const readRowsAtMost = 1_000;
const samples = 5;
const sampleCharacters = 200;

export async function analyse(
  context: Context,
  entity: VisibleEntity,
  source: FileSource,
  format: ImportFormat,
): Promise<Analysis> {
  const rows = readRows(source, format);
  try {
    const header = await rows.next();
    if (header.done) throw empty();
    const names = columnNames(header.value.cells);
    if (names.length > limits.columns)
      throw unreadable('limit-exceeded', `A file has at most ${limits.columns} columns`);
    const seen = names.map(() => new Set<string>());
    let read = 0;
    let characters = 0;
    let isWhole = true;
    for await (const { cells } of rows) {
      read += 1;
      for (const [index, values] of seen.entries()) {
        const cell = cells[index] ?? '';
        characters += Buffer.byteLength(cell) + 1;
        if (cell.trim() !== '' && values.size < readRowsAtMost) values.add(cell);
      }
      if (read < readRowsAtMost) continue;
      isWhole = false;
      break;
    }
    const fields = guessedFields(context, entity, names);
    const columns = names.map((name, index) => ({
      name,
      samples: [...(seen[index] ?? [])].slice(0, samples).map((text) => text.slice(0, sampleCharacters)),
      field: fields.get(index)?.id ?? null,
    }));
    const estimate = format.kind === 'csv' && read > 0 ? Math.round(source.size / (characters / read)) : null;
    return {
      columns,
      mapping: guessedMapping(entity, names, fields, seen),
      total: isWhole ? read : estimate,
    };
  } finally {
    void rows.return(undefined).catch(() => undefined);
  }
}

const plain = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-./()（）：:*]+/g, '');

/** Columns go where their name is a field's id or label in any language; each field takes one column. */
function guessedFields(context: Context, entity: VisibleEntity, names: readonly string[]) {
  const byName = new Map<string, FieldModel>();
  const fields = [...entity.fields.values()];
  // Ids first: a file of an export has nothing else.
  for (const field of fields) byName.set(plain(field.id), field);
  for (const field of fields) {
    for (const language of ['en', 'zh-CN'] as const) {
      const name = plain(textIn(field.label, language));
      if (!byName.has(name)) byName.set(name, field);
    }
  }
  const guessed = new Map<number, FieldModel>();
  const taken = new Set<FieldModel>();
  for (const [index, name] of names.entries()) {
    const field = byName.get(plain(name));
    if (!field || taken.has(field) || (field.id !== 'id' && refusalOf(context, field))) continue;
    taken.add(field);
    guessed.set(index, field);
  }
  return guessed;
}

function guessedMapping(
  entity: VisibleEntity,
  names: readonly string[],
  guessed: ReadonlyMap<number, FieldModel>,
  seen: readonly ReadonlySet<string>[],
): ImportMapping {
  const fields: { [id: string]: ImportField } = {};
  let key: string | readonly string[] | undefined;
  for (const [index, field] of guessed) {
    if (field.id === 'id') key = 'id';
    const values = [...(seen[index] ?? [])];
    const dates = ['date', 'datetime'].includes(field.valueType.kind) ? dateOrder(values) : undefined;
    const decimal = field.type.summable && hasDecimalComma(values) ? ',' : undefined;
    fields[field.id] = { column: names[index] ?? '', ...(dates && { dates }), ...(decimal && { decimal }) };
  }
  if (key === undefined) {
    const unique = [...guessed.values()].find((field) => field.unique && !field.system);
    const together = entity.entity.constraints.uniques.find((one) =>
      one.fields.every((field) => [...guessed.values()].includes(field)),
    );
    if (unique) key = unique.id;
    else if (together && together.fields.length > 1) key = together.fields.map(({ id }) => id);
  }
  const ignore = names.filter((name, index) => name !== '' && !guessed.has(index));
  return {
    fields,
    ignore,
    ...(key === undefined ? { mode: 'create' } : { key, mode: 'upsert' }),
    onError: 'skip',
  };
}

/** The order of day and month, where the values tell it; else day first. Undefined when years come first. */
function dateOrder(values: readonly string[]): 'dmy' | 'mdy' | undefined {
  let found = false;
  for (const value of values) {
    const [, first, second] =
      /^\s*([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ](?:[0-9]{2}|[0-9]{4})(?![0-9])/.exec(value) ?? [];
    if (first === undefined) continue;
    found = true;
    if (Number(first) > 12) return 'dmy';
    if (Number(second) > 12) return 'mdy';
  }
  return found ? 'dmy' : undefined;
}

/** 1.234,5 and 12,5 but not 1,234 or 1,234.5. */
function hasDecimalComma(values: readonly string[]): boolean {
  const commas = values.filter((value) => /^[^,]*[0-9],[0-9]+\D*$/.test(value.trim()));
  return (
    commas.some((value) => /\.[0-9]{3},|,(?:[0-9]{1,2}|[0-9]{4,})\D*$/.test(value)) &&
    !values.some((value) => /,[0-9]{3}\./.test(value))
  );
}
