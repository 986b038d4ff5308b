import {
  expression,
  flag,
  list,
  map,
  moment,
  named,
  object,
  orNull,
  said,
  text,
  uuid,
  whole,
  words,
} from '../shapes.ts';
import type { Operation } from './operation.ts';

const needs = ['configure'] as const;

const problem = object(
  { code: text, message: text, pointer: text, severity: words('error', 'warning') },
  { document: object({ kind: text, id: text }), hint: text },
);
const problems = list(problem);
const saved = object({ revision: whole, problems });
const draft = object({
  base: whole,
  live: whole,
  revision: whole,
  documents: list(
    object({ kind: text, id: text, content: text, state: words('same', 'added', 'changed', 'removed') }),
  ),
});
const bilingual = object({ en: text, 'zh-CN': text });
const change = object({
  document: object({ kind: text, id: text }),
  change: words('added', 'changed', 'removed'),
  sentences: list(bilingual),
  before: orNull(text),
  after: orNull(text),
});
const release = object({
  number: whole,
  at: moment,
  by: orNull(named),
  note: text,
  live: flag,
  documents: whole,
  rollbackOf: orNull(whole),
});
const conversion = object({
  id: uuid,
  state: words('filling', 'publishing', 'done', 'cancelled', 'failed', 'broken-off'),
  fields: list(object({ of: text, label: bilingual })),
  done: whole,
  total: whole,
  cancelAsked: flag,
  startedAt: moment,
  endedAt: orNull(moment),
  by: orNull(named),
  note: text,
  base: whole,
  release: orNull(whole),
  message: orNull(text),
});
const adjustments = {
  accept: said(list(text), 'Ids of impacts that are agreed to.'),
  values: said(map(map(text)), 'By field `<entity>.<field>`: old value → new one.'),
  renames: said(map(text), 'By new field: the field whose values it takes over.'),
};
const documents = said(list(text), 'Whole configuration; the draft when absent.');

export const configOperations: readonly Operation[] = [
  { method: 'get', path: '/config/draft', id: 'draft', summary: 'The shared draft', needs, answer: draft },
  {
    method: 'delete',
    path: '/config/draft',
    id: 'reset_draft',
    summary: 'Begin the draft anew from the live release',
    needs,
    query: { revision: whole },
  },
  {
    method: 'put',
    path: '/config/draft/documents/{kind}/{id}',
    id: 'put_document',
    summary: 'Write a document of the draft',
    needs,
    body: object({ content: text, revision: whole }),
    answer: saved,
  },
  {
    method: 'delete',
    path: '/config/draft/documents/{kind}/{id}',
    id: 'remove_document',
    summary: 'Take a document out of the draft',
    needs,
    query: { revision: { ...whole, required: true } },
    answer: saved,
  },
  {
    method: 'post',
    path: '/config/draft/rebase',
    id: 'rebase_draft',
    summary: 'Bring the draft onto the live release',
    needs,
    body: object({ revision: whole, keep: words('draft', 'live') }),
    answer: draft,
  },
  {
    method: 'post',
    path: '/config/plan',
    id: 'plan',
    summary: 'What a publish would do',
    needs,
    body: object({}, { documents, ...adjustments }),
    answer: object({
      problems,
      changes: list(change),
      tables: list(object({ change: text, safety: text, text: bilingual, sql: list(text) })),
      impact: list(map({})),
      empty: flag,
    }),
  },
  {
    method: 'post',
    path: '/config/publish',
    id: 'publish',
    summary: 'Make the draft, or a whole configuration, the live release',
    needs,
    body: object({ base: whole }, { note: text, documents, ...adjustments }),
    answer: release,
  },
  {
    method: 'get',
    path: '/config/releases',
    id: 'releases',
    summary: 'Releases, newest first',
    needs,
    answer: object({ items: list(release) }),
  },
  {
    method: 'get',
    path: '/config/releases/{number}/documents',
    id: 'release_documents',
    summary: 'Documents of a release',
    needs,
    answer: list(object({ kind: text, id: text, content: text })),
  },
  {
    method: 'get',
    path: '/config/releases/{number}/changes',
    id: 'release_changes',
    summary: 'A release against the one before',
    needs,
    answer: list(change),
  },
  {
    method: 'post',
    path: '/config/releases/{number}/rollback',
    id: 'roll_back',
    summary: 'Publish what a former release had',
    needs,
    body: object({}, { note: text }),
    answer: release,
  },
  {
    method: 'get',
    path: '/config/conversions',
    id: 'conversions',
    summary: 'Values that are carried over before a publish: how far they are, and how it ended',
    needs,
    answer: object({ items: list(conversion) }),
  },
  {
    method: 'post',
    path: '/config/conversions/{id}/cancel',
    id: 'cancel_conversion',
    summary: 'Have a conversion end, and with it its publish',
    needs,
    answer: conversion,
  },
  {
    method: 'get',
    path: '/config/schemas',
    id: 'document_schemas',
    summary: 'JSON Schemas of the documents, by kind',
    needs,
    answer: map({}),
  },
  {
    method: 'get',
    path: '/config/catalogue',
    id: 'catalogue',
    summary: 'Field types, operators, views, tiles and strategies that there are',
    needs,
    answer: map({}),
  },
  {
    method: 'get',
    path: '/config/export',
    id: 'export_configuration',
    summary: 'The live configuration as files',
    needs,
    answer: object({ files: list(object({ path: text, content: text })) }),
  },
  {
    method: 'post',
    path: '/config/advise',
    id: 'advise',
    summary: 'Whether a list will be slow, why, and the index that would help',
    needs,
    body: object(
      { entity: text },
      { where: expression, sort: list(object({ field: text }, { direction: text })) },
    ),
    answer: object(
      {
        slow: flag,
        reads: said(whole, 'Records that are read for one page, as the planner estimates.'),
        total: said(whole, 'Records of the entity, estimated.'),
        reason: orNull(words('sort', 'filter', 'text', 'related')),
        offer: orNull(
          object(
            { id: text },
            { filter: list(text), sort: list(object({ field: text, direction: words('asc', 'desc') })) },
          ),
        ),
      },
      { left: said(list(list(text)), 'Fields of indexes that are asked for beyond the most.') },
    ),
  },
];
