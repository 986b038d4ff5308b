/** Which column of the file goes into which field, and how: the mapping against the header, all mistakes at once. */
import { textIn } from '@tenon/documents';
import { didYouMean } from '@tenon/expressions';
import type { FieldModel, ImportMapping, UniqueModel } from '@tenon/model';
import type { Context } from '../../context.ts';
import { limits } from '../../query/limits.ts';
import { Mistakes, pointerTo } from '../../query/mistakes.ts';
import { unknownField } from '../../query/paths.ts';
import { isPlainObject } from '../../query/plain.ts';
import { rightsOf } from '../../query/rights.ts';
import { type VisibleEntity, visibleModel } from '../../query/visible.ts';
import { refusalOf } from '../values/body.ts';
import { dateOrders, readingOf } from './cells.ts';
import { KnownTexts } from './known-texts.ts';
import type { DraftColumn } from './row.ts';

export interface Column extends DraftColumn {
  readonly reference: Reference | undefined;
}

export interface Reference {
  readonly target: VisibleEntity;
  /** The field of the target that cells name it by, or several that are unique together. */
  readonly by: readonly FieldModel[];
  /** Upper and lower case are alike, beyond what the fields say themselves. */
  readonly ignoreCase: boolean;
  readonly missing: 'error' | 'create' | 'empty';
  readonly many: boolean;
}

export interface ImportPlan {
  readonly entity: VisibleEntity;
  readonly columns: readonly Column[];
  readonly key: ImportKey | undefined;
  readonly mode: 'create' | 'update' | 'upsert';
  readonly repeats: 'update' | 'error';
  readonly onError: 'stop' | 'skip';
  readonly dryRun: boolean;
}

/** What says which record a row is. */
export interface ImportKey {
  readonly columns: readonly Column[];
  readonly ignoreCase: boolean;
  /** Whether no two records can share it. */
  readonly unique: boolean;
}

const mappingKeys = ['fields', 'key', 'repeats', 'mode', 'ignore', 'onError', 'dryRun'];
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
  'columns',
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

  const keyIds = [asked.key ?? []].flat();
  const columns: Column[] = [];
  const taken = new Map<number, string>();
  for (const [id, asking] of Object.entries(asked.fields ?? {})) {
    const { column, by, missing = 'error' } = asking;
    const at = pointerTo('fields', id);
    const field = fieldFor(context, entity, id, at, keyIds, mistakes);
    const names = asking.columns ?? [column ?? []].flat();
    const indexes = names.map((name) => headers.indexOf(name));
    names.forEach((name, place) => {
      const pointer = asking.columns ? `${at}/columns/${place}` : `${at}/column`;
      if (indexes[place] === -1) noColumn(name, headers, pointer, mistakes);
    });
    if (!field || indexes.includes(-1)) continue;
    for (const index of indexes) if (!taken.has(index)) taken.set(index, id);
    const reference = referenceOf(context, field, by, missing, at, mistakes);
    if ((reference?.by.length ?? 1) !== Math.max(names.length, 1))
      mistakes.add(`${at}/columns`, 'type-mismatch', 'For each field in by a column is due in columns');
    const [index = -1, ...others] = indexes;
    columns.push({
      index,
      others,
      header: names.length > 0 ? names.join(', ') : id,
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
      if (!keyIds.includes(field.id) || headers.indexOf(name) !== index)
        mistakes.add(
          '',
          'ambiguous-column',
          `'${name}' is a second column for '${field.id}'; name it in ignore`,
        );
      return;
    }
    // Files of an export bring what the system fills in; it is theirs to bring, and not to write.
    if (field?.system && field.id !== 'owner' && !keyIds.includes(field.id)) return;
    if (!field) {
      mistakes.add(
        '',
        'unknown-column',
        `No field for the column '${name.slice(0, 60)}'; map it or name it in ignore`,
      );
      return;
    }
    if (!keyIds.includes(field.id) && refusalOf(context, field)) {
      mistakes.add(
        '',
        'read-only-field',
        `The column '${name.slice(0, 60)}' cannot be written; name it in ignore`,
      );
      return;
    }
    columns.push({
      index,
      others: [],
      header: name,
      field,
      reading: readingOf({}),
      known: new KnownTexts(),
      reference: referenceOf(context, field, undefined, 'error', '', mistakes),
    });
  });

  const key = keyOf(entity, keyIds, columns, mistakes);
  const mode = asked.mode ?? (asked.key === undefined ? 'create' : 'upsert');
  if (mode !== 'create' && asked.key === undefined)
    mistakes.add('/key', 'required', `To ${mode} records, name the key`);
  if (columns.length === 0 && !mistakes.any)
    mistakes.add('/fields', 'required', 'No column of the file is a field');
  mistakes.throwIfAny('invalid-mapping', 'The mapping is not valid');
  const { repeats = 'update', onError = 'stop', dryRun = false } = asked;
  return { entity, columns, key, mode, repeats, onError, dryRun };
}

const mostKeyFields = 8;

function keyOf(
  entity: VisibleEntity,
  ids: readonly string[],
  columns: readonly Column[],
  mistakes: Mistakes,
): ImportKey | undefined {
  const found: Column[] = [];
  for (const id of ids) {
    const column = columns.find(({ field }) => field.id === id);
    if (column) found.push(column);
    else mistakes.add('/key', 'unknown-column', `No column gives the key '${id.slice(0, 60)}'`);
  }
  const [only] = found;
  if (!only || found.length < ids.length) return undefined;
  if (ids.length === 1) {
    if (!canIdentify(entity, only.field))
      mistakes.add(
        '/key',
        'not-unique',
        `'${only.field.id}' does not say which record a row is; a key is unique`,
      );
    return { columns: found, ignoreCase: false, unique: only.field.unique || only.field.id === 'id' };
  }
  for (const { field, reference } of found) {
    if (field.storage.kind !== 'column' || (field.system && field.id !== 'owner') || field.type.secret)
      mistakes.add('/key', 'not-unique', `'${field.id}' cannot be one of several fields of a key`);
    else if (reference?.target.id === entity.id)
      mistakes.add(
        '/key',
        'not-unique',
        `'${field.id}' refers to records of the file itself, and cannot be in a key`,
      );
  }
  const unique = uniqueOf(
    entity,
    found.map(({ field }) => field),
  );
  return { columns: found, ignoreCase: unique?.ignoreCase ?? false, unique: unique !== undefined };
}

/** What the entity says of these fields together. */
function uniqueOf({ entity }: VisibleEntity, fields: readonly FieldModel[]): UniqueModel | undefined {
  return entity.constraints.uniques.find(
    (unique) =>
      unique.fields.length === fields.length && unique.fields.every((field) => fields.includes(field)),
  );
}

function checkShape(mapping: unknown, mistakes: Mistakes): ImportMapping {
  if (!isPlainObject(mapping)) {
    mistakes.add('', 'type-mismatch', 'A mapping is an object');
    return {};
  }
  unknownKeys(mapping, mappingKeys, '', mistakes);
  const { fields, key, repeats, mode, ignore, onError, dryRun } = mapping;
  const text = (value: unknown) => typeof value === 'string';
  const oneOf = (value: unknown, options: readonly string[]) =>
    text(value) && options.includes(value as string);
  const isList = (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(text);
  const isKey = (value: unknown) =>
    text(value) || (isList(value) && new Set(value as string[]).size === (value as string[]).length);
  if (key !== undefined && !isKey(key))
    mistakes.add('/key', 'type-mismatch', 'A key is the id of a field, or a list of several');
  if (Array.isArray(key) && key.length > mostKeyFields)
    mistakes.add('/key', 'limit-exceeded', `A key has at most ${mostKeyFields} fields`);
  if (repeats !== undefined && !oneOf(repeats, ['update', 'error']))
    mistakes.add('/repeats', 'unknown-option', 'repeats is update or error');
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
    const sources = isPlainObject(field)
      ? [field.column, field.constant, field.columns].filter((source) => source !== undefined)
      : [];
    if (!isPlainObject(field) || sources.length !== 1 || !(text(sources[0]) || isList(field.columns))) {
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
    if (by !== undefined && !isKey(by))
      mistakes.add(`${at}/by`, 'type-mismatch', 'The id of a field is due here, or a list of several');
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
  keys: readonly string[],
  mistakes: Mistakes,
): FieldModel | undefined {
  const field = entity.fields.get(id);
  if (!field) {
    const { code, message } = unknownField(entity, id);
    return mistakes.add(at, code, message);
  }
  const refusal = keys.includes(id) && field.system ? undefined : refusalOf(context, field);
  return refusal ? mistakes.add(at, refusal.code, refusal.message) : field;
}

function referenceOf(
  context: Context,
  field: FieldModel,
  by: string | readonly string[] | undefined,
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
  const finders: FieldModel[] = [];
  for (const id of [by ?? target.entity.titleField.id].flat()) {
    const finder = target.fields.get(id);
    if (!finder) {
      const { code, message } = unknownField(target, id);
      return mistakes.add(`${at}/by`, code, message);
    }
    finders.push(finder);
  }
  const [only] = finders;
  const many = field.relation.cardinality !== 'one';
  if (finders.length === 1 && only) {
    if (canIdentify(target, only)) return { target, by: finders, ignoreCase: false, missing, many };
    return mistakes.add(
      `${at}/by`,
      'not-unique',
      `'${only.id}' is neither unique nor the title of ${target.id}`,
    );
  }
  const unique = uniqueOf(target, finders);
  const isPlain = finders.every(({ relation, storage }) => !relation && storage.kind === 'column');
  if (unique && isPlain && !many)
    return { target, by: finders, ignoreCase: unique.ignoreCase, missing, many };
  return mistakes.add(
    `${at}/by`,
    'not-unique',
    'Several fields find a record only where they are unique together, and refer to no others',
  );
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
