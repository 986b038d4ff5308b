/** What there is of every entity beside reading and writing single records. */
import type { RecordAction } from '../../model.ts';
import {
  flag,
  label,
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
import { importResult, mapping } from './imports.ts';
import type { Operation } from './operation.ts';
import { whyRecord } from './work.ts';

export interface RecordOperation extends Omit<Operation, 'needs'> {
  /** Of the entity; reading it besides. */
  readonly action: RecordAction | readonly RecordAction[];
}

const records = { mediaType: 'text/csv' };
const suspect = object({
  id: uuid,
  title: text,
  score: said({ type: 'number' }, 'From 0 to 1.'),
  rules: list(object({ id: text, label: text, action: words('warn', 'block') })),
  details: list(object({ field: text, text })),
});
const conflict = object({ pointer: text, code: text, message: text });

/** Below /records/<entity>. */
export const recordOperations: readonly RecordOperation[] = [
  {
    method: 'post',
    path: '/bulk',
    id: 'bulk',
    summary: 'Change or delete many records: all or none',
    action: ['update', 'delete'],
    body: object(
      { action: words('update', 'delete') },
      { ids: list(uuid), match: object({ count: whole }, { where: {}, search: text }), values: map({}) },
    ),
    answer: object({ affected: whole }),
  },
  {
    method: 'post',
    path: '/import',
    id: 'import_file',
    summary: 'A file of records in one transaction, CSV or XLSX',
    action: 'import',
    query: { mapping: said(text, `As JSON: ${Object.keys(mapping.properties as object).join(', ')}.`) },
    body: records,
    answer: importResult,
  },
  {
    method: 'get',
    path: '/export',
    id: 'export',
    summary: 'Records as a file',
    action: 'export',
    query: {
      where: text,
      search: text,
      sort: text,
      fields: text,
      format: words('csv', 'xlsx'),
      mark: said(flag, 'With the mark by which spreadsheets know UTF-8.'),
      relations: words('title', 'id'),
      header: words('id', 'label'),
    },
    answer: records,
  },
  {
    method: 'post',
    path: '/duplicates',
    id: 'suspects',
    summary: 'Records that look like one that is being written',
    action: 'read',
    body: object({ values: map({}) }, { id: uuid }),
    answer: object({ suspects: list(suspect), ready: flag }),
  },
  {
    method: 'post',
    path: '/{id}/merge',
    id: 'merge',
    summary: 'Merge 1 to 9 others into the record',
    action: 'merge',
    body: object(
      { with: list(uuid) },
      {
        values: said(map({ anyOf: [object({ from: uuid }), object({ value: {} })] }), 'By field.'),
        preview: said(flag, 'Tells what would be, and does nothing.'),
      },
    ),
    answer: object({
      merge: orNull(uuid),
      record: map({}),
      moves: list(object({ entity: text, count: whole })),
      other: map(whole),
      conflicts: list(conflict),
    }),
  },
  {
    method: 'get',
    path: '/{id}/merges',
    id: 'merges',
    summary: 'What became part of the record, newest first',
    action: 'read',
    answer: object({
      items: list(
        object({
          id: uuid,
          at: moment,
          by: orNull(named),
          merged: list(object({ id: uuid, title: text })),
          undoneAt: orNull(moment),
        }),
      ),
    }),
  },
  {
    method: 'post',
    path: '/{id}/merges/{merge}/undo',
    id: 'undo_merge',
    summary: 'Take a merge apart again, but for what was changed since',
    action: 'merge',
    answer: object({
      restored: list(uuid),
      left: list(object({ entity: text, record: uuid, field: orNull(text), reason: text })),
      leftUnseen: whole,
    }),
  },
  {
    method: 'post',
    path: '/{id}/reveal',
    id: 'reveal',
    summary: 'The value behind the mask of a field; leaves a note',
    action: 'read',
    body: object({ field: text }),
    answer: object({ value: orNull(text) }),
  },
  {
    method: 'get',
    path: '/{id}/stages',
    id: 'stages',
    summary: 'How long the record has been in which stage',
    action: 'read',
    answer: object({
      field: text,
      stage: orNull(text),
      since: orNull(moment),
      stays: list(object({ stage: text, times: whole, seconds: whole })),
    }),
  },
  {
    method: 'get',
    path: '/{id}/segments',
    id: 'segments',
    summary: 'The segments that the record is in',
    action: 'read',
    answer: list(object({ segmentation: text, segment: text, since: moment })),
  },
];

/** Routes that name the entity elsewhere than after /records. */
export const entityOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/work/records/{entity}/{id}/why',
    id: 'why_record',
    summary: 'Why a record is whose it is, in sentences',
    needs: 'viewer',
    answer: whyRecord,
  },
  {
    method: 'get',
    path: '/duplicates',
    id: 'suspected_pairs',
    summary: 'Pairs of records that may stand for the same thing, best first',
    needs: 'viewer',
    query: {
      entity: { ...text, required: true },
      state: words('open', 'not-duplicate'),
      after: text,
      limit: whole,
    },
    answer: {
      ...pageOf(
        object({
          rule: object({ id: text, label }),
          score: { type: 'number' },
          state: words('open', 'not-duplicate'),
          records: list(map({})),
        }),
      ),
      description: '`ready` is false while records are still being looked through.',
    },
  },
  {
    method: 'post',
    path: '/duplicates/verdicts',
    id: 'decide_pair',
    summary: 'Say of two records that they are two, or ask again',
    needs: 'viewer',
    body: object({
      entity: text,
      records: { type: 'array', items: uuid, minItems: 2, maxItems: 2 },
      state: words('open', 'not-duplicate'),
    }),
  },
];
