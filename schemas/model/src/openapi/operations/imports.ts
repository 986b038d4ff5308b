import {
  flag,
  list,
  map,
  moment,
  named,
  object,
  orNull,
  pageOf,
  said,
  text,
  uuid,
  whole,
  words,
} from '../shapes.ts';
import type { Operation } from './operation.ts';

const format = object(
  {},
  {
    kind: words('csv', 'xlsx'),
    encoding: text,
    delimiter: words(',', ';', '\t', '|'),
    sheet: text,
    sheets: list(text),
  },
);
const field = object(
  {},
  {
    column: text,
    constant: text,
    values: map(text),
    otherwise: text,
    empty: text,
    trim: flag,
    dates: words('ymd', 'dmy', 'mdy'),
    decimal: words('.', ','),
    separator: text,
    by: text,
    missing: words('error', 'create', 'empty'),
  },
);
export const mapping = object(
  {},
  {
    fields: map(field),
    key: text,
    mode: words('create', 'update', 'upsert'),
    ignore: list(text),
    onError: words('stop', 'skip'),
    dryRun: flag,
  },
);
const counts = { rows: whole, created: whole, updated: whole, unchanged: whole, failed: whole };
const errors = list(
  object({ row: whole, column: orNull(text), code: text, message: text }, { field: text, value: text }),
);
/** Of the small form, in one transaction. */
export const importResult = object({
  import: uuid,
  state: words('running', 'done', 'failed', 'checked'),
  ...counts,
  errors,
});
const body = object({
  id: uuid,
  entity: text,
  state: words('ready', 'checking', 'checked', 'running', 'stopped', 'done', 'failed', 'undoing', 'undone'),
  file: object({ name: text, size: whole }),
  format,
  columns: list(object({ name: text, samples: list(text), field: orNull(text) })),
  mapping,
  total: orNull(whole),
  counts: object(counts),
  errors: said(errors, 'At most 100; the rest is in the file of errors.'),
  message: orNull(text),
  undo: orNull(object({ deleted: whole, putBack: whole, left: whole })),
  by: orNull(named),
  createdAt: moment,
  startedAt: orNull(moment),
  finishedAt: orNull(moment),
});
const needs = 'viewer';
const csv = { mediaType: 'text/csv' };

export const importOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/imports',
    id: 'imports',
    summary: 'Imports, newest first',
    needs,
    query: { entity: text, after: text, limit: whole },
    answer: pageOf(body),
  },
  {
    method: 'post',
    path: '/imports',
    id: 'create_import',
    summary: 'Send a file that is to become records',
    needs,
    query: { entity: { ...text, required: true }, name: text },
    body: { mediaType: '*/*' },
    answer: body,
    status: 201,
  },
  { method: 'get', path: '/imports/{id}', id: 'import', summary: 'An import', needs, answer: body },
  {
    method: 'delete',
    path: '/imports/{id}',
    id: 'remove_import',
    summary: 'Forget an import and its file; what it wrote stays',
    needs,
  },
  {
    method: 'put',
    path: '/imports/{id}/format',
    id: 'set_import_format',
    summary: 'Say how the file is read',
    needs,
    body: object({}, { encoding: text, delimiter: text, sheet: text }),
    answer: body,
  },
  {
    method: 'put',
    path: '/imports/{id}/mapping',
    id: 'set_import_mapping',
    summary: 'Say which column is which field',
    needs,
    body: mapping,
    answer: body,
  },
  {
    method: 'get',
    path: '/imports/{id}/values',
    id: 'import_values',
    summary: 'What a column holds, the most frequent first',
    needs,
    query: { column: { ...text, required: true } },
    answer: object({ items: list(object({ value: text, count: whole })), more: flag }),
  },
  {
    method: 'post',
    path: '/imports/{id}/check',
    id: 'check_import',
    summary: 'A dry run',
    needs,
    answer: body,
  },
  {
    method: 'post',
    path: '/imports/{id}/run',
    id: 'run_import',
    summary: 'Write the records',
    needs,
    answer: body,
  },
  {
    method: 'post',
    path: '/imports/{id}/stop',
    id: 'stop_import',
    summary: 'Stop a run; with undo, also take back what it wrote',
    needs,
    body: object({}, { undo: flag }),
    answer: body,
  },
  {
    method: 'post',
    path: '/imports/{id}/undo',
    id: 'undo_import',
    summary: 'Take back what an import wrote',
    needs,
    answer: body,
  },
  {
    method: 'get',
    path: '/imports/{id}/errors',
    id: 'import_errors',
    summary: 'Rows in error, as a file to mend and send again',
    needs,
    answer: csv,
  },
  {
    method: 'get',
    path: '/imports/{id}/left',
    id: 'import_left',
    summary: 'What an undo left as it is, and why',
    needs,
    answer: csv,
  },
];
