import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SavedViewBody } from '@tenon/model';
import type { Context } from '../context.ts';
import { newId } from '../ids.ts';
import { type Company, openCompany } from '../records/testing/company.ts';
import { documents } from '../records/testing/documents.ts';
import {
  addFavourite,
  changeSavedView,
  createSavedView,
  deleteSavedView,
  listFavourites,
  listSavedViews,
  removeFavourite,
  setDefaultView,
} from './index.ts';
import { limits } from './limits.ts';

const leader = {
  kind: 'role',
  id: 'leader',
  label: 'Leader',
  grants: [{ entity: 'deal', actions: ['read'] }],
  capabilities: ['share_views'],
};
const clerk = { kind: 'role', id: 'clerk', label: 'Clerk', grants: [{ entity: 'deal', actions: ['read'] }] };
const stranger = { kind: 'role', id: 'stranger', label: 'Stranger', grants: [] };
let company: Company;
let lea: Context;
let carl: Context;
let cleo: Context;
let sam: Context;
beforeAll(async () => {
  company = await openCompany([...documents, leader, clerk, stranger]);
  lea = await company.person('Lea', ['leader']);
  carl = await company.person('Carl', ['clerk']);
  cleo = await company.person('Cleo', ['clerk']);
  sam = await company.person('Sam', ['stranger']);
});
afterAll(() => company?.close());

const content = {
  columns: ['number', 'stage'],
  filter: { and: [{ '==': [{ var: 'stage' }, 'w\u0000n 赢'] }] },
  sort: [{ field: 'number', direction: 'desc' as const }],
  state: { group: 'stage' },
};
const asked = (rest: object = {}) => ({
  name: '我的 “view” 🙂',
  entity: 'deal',
  view: null,
  content,
  ...rest,
});
const names = async (context: Context) => (await listSavedViews(context, 'deal')).map(({ name }) => name);
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe('saved views', () => {
  it('keep what was written, for their owner alone', async () => {
    const kept = await createSavedView(carl, asked());
    expect(kept).toMatchObject({
      name: '我的 “view” 🙂',
      content,
      sharing: 'nobody',
      mine: true,
      version: 1,
      isDefault: false,
    });
    expect(await listSavedViews(carl, 'deal')).toEqual([kept]);
    expect(await names(cleo)).toEqual([]);
    expect(await code(changeSavedView(cleo, kept.id, { name: 'x' }, 1))).toBe('not-found');
    expect(await code(deleteSavedView(lea, kept.id))).toBe('not-found');
    await deleteSavedView(carl, kept.id);
    expect(await names(carl)).toEqual([]);
  });

  it('are shared by those who may, with everybody or some roles who read the entity', async () => {
    expect(await code(createSavedView(carl, asked({ sharing: 'everybody' })))).toBe('not-allowed');
    const all = await createSavedView(lea, asked({ name: 'All', sharing: 'everybody' }));
    const clerks = await createSavedView(lea, asked({ name: 'Clerks', sharing: { roles: ['clerk'] } }));
    const leaders = await createSavedView(lea, asked({ name: 'Leaders', sharing: { roles: ['leader'] } }));
    expect(await names(carl)).toEqual(['All', 'Clerks']);
    expect(await code(listSavedViews(sam, 'deal'))).toBe('not-found');
    expect(await code(changeSavedView(carl, all.id, { name: 'Mine' }, 1))).toBe('not-allowed');
    expect(await code(deleteSavedView(carl, clerks.id))).toBe('not-allowed');
    expect(await code(createSavedView(lea, asked({ sharing: { roles: ['no_such'] } })))).toBe(
      'invalid-input',
    );
    for (const { id } of [all, clerks, leaders]) await deleteSavedView(lea, id);
  });

  it('of two who change one at once, one is told', async () => {
    const { id } = await createSavedView(carl, asked());
    const both = await Promise.all(['a', 'b'].map((name) => code(changeSavedView(carl, id, { name }, 1))));
    expect(both.sort()).toEqual(['done', 'version-conflict']);
    await deleteSavedView(carl, id);
  });

  it('open a list by themselves for whoever chose so, until they are gone or out of sight', async () => {
    const { id } = await createSavedView(lea, asked({ sharing: 'everybody' }));
    await setDefaultView(carl, { entity: 'deal', view: null, savedView: id });
    const isDefault = async (context: Context) =>
      (await listSavedViews(context, 'deal')).map((view: SavedViewBody) => view.isDefault);
    expect([await isDefault(carl), await isDefault(cleo)]).toEqual([[true], [false]]);
    await changeSavedView(lea, id, { sharing: 'nobody' }, 1);
    expect([await isDefault(carl), await isDefault(lea)]).toEqual([[], [false]]);
    expect(await code(setDefaultView(cleo, { entity: 'deal', view: null, savedView: id }))).toBe('not-found');
    await setDefaultView(carl, { entity: 'deal', view: null, savedView: null });
    await deleteSavedView(lea, id);
  });

  it.each<[string, object]>([
    ['no name', { name: ' ' }],
    ['a name too long', { name: '长'.repeat(121) }],
    ['half a letter', { name: '\ud83d' }],
    ['an unknown entity', { entity: '__proto__' }],
    ['an unknown view', { view: 'constructor' }],
    ['no content', { content: null }],
    ['columns of no text', { content: { columns: [1] } }],
    ['a thousand columns', { content: { columns: Array.from({ length: 1000 }, (_, at) => `c${at}`) } }],
    ['a filter that is none', { content: { filter: 'all' } }],
    ['a sort without direction', { content: { sort: [{ field: 'number' }] } }],
    ['settings past the limit', { content: { state: { text: 'x'.repeat(limits.content) } } }],
    ['what is unknown', { content: { colour: 'red' } }],
    ['sharing with nobody in particular', { sharing: { roles: [] } }],
  ])('refuse %s', async (_, bad) => {
    expect(await code(createSavedView(lea, asked(bad)))).toMatch(
      /^(invalid-input|limit-exceeded|not-found)$/,
    );
  });
});

describe('favourites', () => {
  it('name records through the rights of who looks, once each, and leave out what is gone', async () => {
    const deal = await company.records.create(company.system, 'deal', { number: '商-1' });
    const record = { kind: 'record', entity: 'deal', id: deal.id };
    const first = await addFavourite(carl, { target: record });
    expect(await addFavourite(carl, { target: record })).toEqual(first);
    const view = await createSavedView(lea, asked({ name: 'All', sharing: 'everybody' }));
    const shared = await addFavourite(lea, {
      target: { kind: 'saved_view', id: view.id },
      sharing: 'everybody',
    });
    expect((await listFavourites(carl)).map(({ title, mine }) => [title, mine])).toEqual([
      ['商-1', true],
      ['All', false],
    ]);
    expect(await listFavourites(sam)).toEqual([]);
    expect(await code(removeFavourite(carl, shared.id))).toBe('not-allowed');
    expect(await code(addFavourite(carl, { target: record, sharing: 'everybody' }))).toBe('not-allowed');
    expect(await code(addFavourite(carl, { target: { ...record, id: newId() } }))).toBe('not-found');
    await deleteSavedView(lea, view.id);
    await company.records.delete(company.system, 'deal', deal.id, { version: deal.version });
    expect(await listFavourites(carl)).toEqual([]);
    await removeFavourite(carl, first.id);
  });
});
