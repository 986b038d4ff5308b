import { flag, list, map, moment, named, object, orNull, said, text, uuid, whole, words } from '../shapes.ts';
import type { Operation } from './operation.ts';

const ranges = said(
  list({ type: 'array', items: whole, minItems: 2, maxItems: 2 }),
  'From where to where, in UTF-16 units, end excluded.',
);

const sharing = said(
  { anyOf: [words('nobody', 'everybody'), object({ roles: list(text) })] },
  'With whom it is shared.',
);
const content = object(
  {},
  { columns: list(text), filter: {}, sort: list(object({ field: text, direction: text })), state: map({}) },
);
const savedView = object({
  id: uuid,
  name: text,
  entity: text,
  view: orNull(text),
  content,
  sharing,
  owner: named,
  mine: flag,
  isDefault: flag,
  version: whole,
});
const target = {
  anyOf: [
    object({ kind: words('record'), entity: text, id: text }),
    object({ kind: words('view', 'dashboard', 'saved_view'), id: text }),
  ],
};
const favourite = object(
  { id: uuid, target, title: orNull(text), sharing, mine: flag },
  { entity: text, view: orNull(text) },
);
const items = (item: ReturnType<typeof object>) => object({ items: list(item) });

/** What people look for, keep and send. */
export const keptOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/search',
    id: 'search',
    summary: 'Records of every entity in which all words are found, best first',
    needs: 'viewer',
    query: {
      q: { ...said(text, 'At most 200 characters; an id finds its record.'), required: true },
      entities: said(text, 'Only these, with commas between.'),
      limit: said({ type: 'integer', minimum: 1 }, 'Hits at most.'),
    },
    answer: object({
      hits: list(
        object({
          entity: text,
          id: uuid,
          title: text,
          ranges,
          fit: words('exact', 'start', 'word', 'part', 'similar'),
          details: list(object({ field: text, text, ranges })),
          updatedAt: moment,
        }),
      ),
      entities: list(object({ entity: text, count: whole, more: flag })),
      ready: said(flag, 'False while the index is being made, so that records may be missing.'),
    }),
  },
  {
    method: 'get',
    path: '/saved-views',
    id: 'saved_views',
    summary: 'Saved views of an entity: the viewer’s own and those shared with them',
    needs: 'viewer',
    query: { entity: { ...text, required: true } },
    answer: items(savedView),
  },
  {
    method: 'post',
    path: '/saved-views',
    id: 'create_saved_view',
    summary: 'Keep a view',
    needs: 'viewer',
    body: object({ name: text, entity: text, view: orNull(text), content, sharing }),
    answer: savedView,
    status: 201,
  },
  {
    method: 'put',
    path: '/saved-views/default',
    id: 'set_default_view',
    summary: 'What a list opens with',
    needs: 'viewer',
    body: object({ entity: text, view: orNull(text), savedView: orNull(uuid) }),
  },
  {
    method: 'get',
    path: '/saved-views/roles',
    id: 'sharing_roles',
    summary: 'Roles that a view can be shared with',
    needs: ['share_views'],
    answer: items(object({ id: text, label: {} })),
  },
  {
    method: 'patch',
    path: '/saved-views/{id}',
    id: 'change_saved_view',
    summary: 'Change a view of one’s own',
    needs: 'viewer',
    body: object({}, { name: text, content, sharing }),
    answer: savedView,
    ifMatch: true,
  },
  {
    method: 'delete',
    path: '/saved-views/{id}',
    id: 'delete_saved_view',
    summary: 'Delete a view of one’s own',
    needs: 'viewer',
  },
  {
    method: 'get',
    path: '/favourites',
    id: 'favourites',
    summary: 'What the viewer has at hand',
    needs: 'viewer',
    answer: items(favourite),
  },
  {
    method: 'post',
    path: '/favourites',
    id: 'add_favourite',
    summary: 'Keep something at hand; twice keeps it once',
    needs: 'viewer',
    body: object({ target }, { sharing }),
    answer: favourite,
    status: 201,
  },
  {
    method: 'delete',
    path: '/favourites/{id}',
    id: 'remove_favourite',
    summary: 'Keep it no longer',
    needs: 'viewer',
  },
  {
    method: 'post',
    path: '/files',
    id: 'upload_file',
    summary: 'Send a file, for a field to take by its id; what no field takes is gone after a day',
    needs: 'viewer',
    query: { name: { ...text, required: true } },
    body: { mediaType: '*/*' },
    answer: object({ id: uuid, name: text, mediaType: text, size: whole }),
    status: 201,
  },
  {
    method: 'get',
    path: '/files/{id}',
    id: 'download_file',
    summary: 'A file of a field that the viewer may read, whole or by range',
    needs: 'viewer',
    query: { download: said(flag, 'Never shown in the browser.') },
    answer: { mediaType: '*/*' },
  },
  {
    method: 'get',
    path: '/dashboards/{id}/data',
    id: 'dashboard_data',
    summary: 'The figures of a dashboard, by tile',
    needs: 'viewer',
    answer: object({
      tiles: said(map({}), 'The result of its report, or `{problem}`.'),
      asOf: moment,
    }),
  },
  {
    method: 'get',
    path: '/reports/{id}/data',
    id: 'report_data',
    summary: 'The figures of a report; with by and record, about one record',
    needs: 'viewer',
    query: { by: said(text, 'The path that leads to the record.'), record: uuid },
    answer: map({}),
  },
];
