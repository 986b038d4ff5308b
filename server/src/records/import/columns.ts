/** Which column of the file goes into which field, and how: the mapping against the header, all mistakes at once. */
import { textIn } from '@tenon/documents';
import { didYouMean } from '@tenon/expressions';
import type { FieldModel, ImportMapping } from '@tenon/model';
import type { Context } from '../../context.ts';
import { limits } from '../../query/limits.ts';
import { Mistakes, pointerTo } from '../../query/mistakes.ts';
import { unknownField } from '../../query/paths.ts';
import { isPlainObject } from '../../query/plain.ts';
import { rightsOf } from '../../query/rights.ts';
import { type VisibleEntity, visibleModel } from '../../query/visible.ts';
import { refusalOf } from '../values/body.ts';
import { type CellReading, dateOrders, readingOf } from './cells.ts';
import { KnownTexts } from './known-texts.ts';

export interface Column {
  /** -1 for what every row has. */
  readonly index: number;
  readonly header: string;
  readonly field: FieldModel;
  readonly reading: CellReading;
  readonly known: KnownTexts;
  readonly reference: Reference | undefined;
}

export interface Reference {
  readonly target: VisibleEntity;
  /** The field of the target that cells name it by. */
  readonly by: FieldModel;
  readonly missing: 'error' | 'create' | 'empty';
  readonly many: boolean;
}

export interface ImportPlan {
  readonly entity: VisibleEntity;
  readonly columns: readonly Column[];
  readonly key: Column | undefined;
  readonly mode: 'create' | 'update' | 'upsert';
  readonly onError: 'stop' | 'skip';
  readonly dryRun: boolean;
}

const mappingKeys = ['fields', 'key', 'mode', 'ignore', 'onError', 'dryRun'];
const fieldKeys = [
  'column',
  'constant',
  'values',
  'otherwise',
  'empty',
  'trim',
  'dates',
  'decimal',
  'separator',
  'by',
  'missing',
];

export function planImport(
  context: Context,
  entity: VisibleEntity,
  mapping: ImportMapping,
  header: readonly string[],
): ImportPlan {
  const mistakes = new Mistakes();
  if (header.length > limits.columns)
    mistakes.add('', 'limit-exceeded', `A file has at most ${limits.columns} columns`);
  const asked = checkShape(mapping, mistakes);
  mistakes.throwIfAny('invalid-mapping', 'The mapping is not valid');
  const headers = columnNames(header);
  const ignored = new Set(asked.ignore);
  for (const name of ignored) if (!headers.includes(name)) noColumn(name, headers, '/ignore', mistakes);

  const columns: Column[] = [];
  const taken = new Map<number, string>();
  for (const [id, asking] of Object.entries(asked.fields ?? {})) {
    const { column: name, by, missing = 'error' } = asking;
    const at = pointerTo('fields', id);
    const field = fieldFor(context, entity, id, at, asked.key, mistakes);
    const index = name === undefined ? -1 : headers.indexOf(name);
    if (name !== undefined && index < 0) noColumn(name, headers, `${at}/column`, mistakes);
    if (!field || (name !== undefined && index < 0)) continue;
    if (index >= 0 && !taken.has(index)) taken.set(index, id);
    const reference = referenceOf(context, field, by, missing, at, mistakes);
    columns.push({
      index,
      header: name ?? id,
      field,
      reading: readingOf(asking),
      known: new KnownTexts(),
      reference,
    });
  }
  headers.forEach((name, index) => {
    if (taken.has(index) || ignored.has(name) || name === '') return;
    const field = fieldNamed(entity, name);
    if (field && columns.some((column) => column.field === field)) {
      if (field.id !== asked.key || headers.indexOf(name) !== index)
        mistakes.add(
          '',
          'ambiguous-column',
          `'${name}' is a second column for '${field.id}'; name it in ignore`,
        );
      return;
    }
    // Files of an export bring what the system fills in; it is theirs to bring, and not to write.
    if (field?.system && field.id !== 'owner' && field.id !== asked.key) return;
    if (!field) {
      mistakes.add(
        '',
        'unknown-column',
        `No field for the column '${name.slice(0, 60)}'; map it or name it in ignore`,
      );
      return;
    }
    if (field.id !== asked.key && refusalOf(context, field)) {
      mistakes.add(
        '',
        'read-only-field',
        `The column '${name.slice(0, 60)}' cannot be written; name it in ignore`,
      );
      return;
    }
    columns.push({
      index,
      header: name,
      field,
      reading: readingOf({}),
      known: new KnownTexts(),
      reference: referenceOf(context, field, undefined, 'error', '', mistakes),
    });
  });

  const key = asked.key === undefined ? undefined : columns.find(({ field }) => field.id === asked.key);
  if (asked.key !== undefined && !key)
    mistakes.add('/key', 'unknown-column', `No column gives the key '${asked.key.slice(0, 60)}'`);
  if (key && !canIdentify(entity, key.field))
    mistakes.add(
      '/key',
      'not-unique',
      `'${key.field.id}' does not say which record a row is; a key is unique`,
    );
  const mode = asked.mode ?? (asked.key === undefined ? 'create' : 'upsert');
  if (mode !== 'create' && asked.key === undefined)
    mistakes.add('/key', 'required', `To ${mode} records, name the key`);
  if (columns.length === 0 && !mistakes.any)
    mistakes.add('/fields', 'required', 'No column of the file is a field');
  mistakes.throwIfAny('invalid-mapping', 'The mapping is not valid');
  return { entity, columns, key, mode, onError: asked.onError ?? 'stop', dryRun: asked.dryRun ?? false };
}

function checkShape(mapping: unknown, mistakes: Mistakes): ImportMapping {
  if (!isPlainObject(mapping)) {
    mistakes.add('', 'type-mismatch', 'A mapping is an object');
    return {};
  }
  unknownKeys(mapping, mappingKeys, '', mistakes);
  const { fields, key, mode, ignore, onError, dryRun } = mapping;
  const text = (value: unknown) => typeof value === 'string';
  const oneOf = (value: unknown, options: readonly string[]) =>
    text(value) && options.includes(value as string);
  if (key !== undefined && !text(key)) mistakes.add('/key', 'type-mismatch', 'A key is the id of a field');
  if (mode !== undefined && !oneOf(mode, ['create', 'update', 'upsert']))
    mistakes.add('/mode', 'unknown-option', 'A mode is create, update or upsert');
  if (onError !== undefined && !oneOf(onError, ['stop', 'skip']))
    mistakes.add('/onError', 'unknown-option', 'onError is stop or skip');
  if (dryRun !== undefined && typeof dryRun !== 'boolean')
    mistakes.add('/dryRun', 'type-mismatch', 'true or false is due here');
  if (ignore !== undefined && !(Array.isArray(ignore) && ignore.every(text)))
    mistakes.add('/ignore', 'type-mismatch', 'A list of column names is due here');
  if (fields !== undefined && !isPlainObject(fields))
    mistakes.add('/fields', 'type-mismatch', 'An object by field id is due here');
  for (const [id, field] of Object.entries(isPlainObject(fields) ? fields : {})) {
    const at = pointerTo('fields', id);
    if (!isPlainObject(field) || text(field.column) === text(field.constant)) {
      mistakes.add(
        at,
        'type-mismatch',
        'Say which column: { "column": "…" }, or what every row has: { "constant": "…" }',
      );
      continue;
    }
    unknownKeys(field, fieldKeys, at, mistakes);
    const { values, by, missing } = field;
    for (const key of ['otherwise', 'empty', 'separator'] as const)
      if (field[key] !== undefined && !text(field[key]))
        mistakes.add(`${at}/${key}`, 'type-mismatch', 'A text is due here');
    if (field.separator === '') mistakes.add(`${at}/separator`, 'required', 'A separator has a character');
    if (field.trim !== undefined && typeof field.trim !== 'boolean')
      mistakes.add(`${at}/trim`, 'type-mismatch', 'true or false is due here');
    if (field.dates !== undefined && !oneOf(field.dates, dateOrders))
      mistakes.add(`${at}/dates`, 'unknown-option', 'dates is ymd, dmy or mdy');
    if (field.decimal !== undefined && !oneOf(field.decimal, ['.', ',']))
      mistakes.add(`${at}/decimal`, 'unknown-option', 'decimal is . or ,');
    if (values !== undefined && !(isPlainObject(values) && Object.values(values).every(text)))
      mistakes.add(`${at}/values`, 'type-mismatch', 'Texts by text are due here');
    if (by !== undefined && !text(by))
      mistakes.add(`${at}/by`, 'type-mismatch', 'The id of a field is due here');
    if (missing !== undefined && !oneOf(missing, ['error', 'create', 'empty']))
      mistakes.add(`${at}/missing`, 'unknown-option', 'missing is error, create or empty');
  }
  return mapping as ImportMapping;
}

function unknownKeys(
  value: { readonly [key: string]: unknown },
  known: readonly string[],
  at: string,
  mistakes: Mistakes,
): void {
  for (const key of Object.keys(value)) {
    if (!known.includes(key))
      mistakes.add(
        at + pointerTo(key),
        'unknown-key',
        `There is no '${key.slice(0, 60)}' here; known are ${known.join(', ')}`,
      );
  }
}

function fieldFor(
  context: Context,
  entity: VisibleEntity,
  id: string,
  at: string,
  key: string | undefined,
  mistakes: Mistakes,
): FieldModel | undefined {
  const field = entity.fields.get(id);
  if (!field) {
    const { code, message } = unknownField(entity, id);
    return mistakes.add(at, code, message);
  }
  const refusal = id === key && field.system ? undefined : refusalOf(context, field);
  return refusal ? mistakes.add(at, refusal.code, refusal.message) : field;
}

function referenceOf(
  context: Context,
  field: FieldModel,
  by: string | undefined,
  missing: Reference['missing'],
  at: string,
  mistakes: Mistakes,
): Reference | undefined {
  if (!field.relation || field.id === 'id') {
    if (by !== undefined) mistakes.add(`${at}/by`, 'not-a-relation', `'${field.id}' refers to no records`);
    return undefined;
  }
  const target = visibleModel(context.release, rightsOf(context)).entity(field.relation.entity);
  if (!target)
    return mistakes.add(at, 'unknown-reference', `Records that '${field.id}' refers to cannot be looked up`);
  const finder = target.fields.get(by ?? target.entity.titleField.id);
  if (!finder) {
    const { code, message } = unknownField(target, by ?? target.entity.titleField.id);
    return mistakes.add(`${at}/by`, code, message);
  }
  if (!canIdentify(target, finder))
    return mistakes.add(
      `${at}/by`,
      'not-unique',
      `'${finder.id}' is neither unique nor the title of ${target.id}`,
    );
  return { target, by: finder, missing, many: field.relation.cardinality !== 'one' };
}

function canIdentify(entity: VisibleEntity, field: FieldModel): boolean {
  return (
    field.storage.kind === 'column' &&
    (field.unique || field.id === 'id' || field === entity.entity.titleField)
  );
}

/** Names of columns without spaces around them; the second of a name is `Name (2)`. */
export function columnNames(header: readonly string[]): readonly string[] {
  const names: string[] = [];
  const taken = new Set<string>();
  for (const cell of header) {
    const name = cell.trim();
    let unique = name;
    for (let count = 2; name !== '' && taken.has(unique); count++) unique = `${name} (${count})`;
    taken.add(unique);
    names.push(unique);
  }
  return names;
}

/** A field by its id, or by its label in either language. */
export function fieldNamed(entity: VisibleEntity, name: string): FieldModel | undefined {
  const known = entity.fields.get(name);
  if (known) return known;
  const wanted = name.toLowerCase();
  const found = [...entity.fields.values()].filter(({ label }) =>
    (['en', 'zh-CN'] as const).some((language) => textIn(label, language).toLowerCase() === wanted),
  );
  return found.length === 1 ? found[0] : undefined;
}

function noColumn(name: string, headers: readonly string[], at: string, mistakes: Mistakes): void {
  const hint = didYouMean(name, headers);
  const message = `The file has no column '${name.slice(0, 60)}'`;
  mistakes.add(at, 'unknown-column', hint ? `${message}. ${hint}` : message);
}
