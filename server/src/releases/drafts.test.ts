import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rebase } from './drafts.ts';
import { type Company, entity, openReleases } from './testing/company.ts';

let company: Company;
beforeEach(async () => {
  company = await openReleases();
});
afterEach(() => company.close());

const size = { id: 'size', type: 'integer' };
const city = { id: 'city', type: 'text' };
const publish = (...documents: string[]) =>
  company.releases.publish({ documents, base: company.releases.current().number, note: '', by: null });
const states = async () =>
  (await company.releases.draft()).documents.map(({ kind, id, state }) => `${kind}/${id} ${state}`);

describe('draft', () => {
  it('is the live release until somebody writes', async () => {
    await publish(entity('account'));
    expect(await company.releases.draft()).toMatchObject({ base: 1, live: 1, revision: 0, conflicts: [] });
    expect(await states()).toEqual(['entity/account same']);
  });

  it('[RL11] is guarded by a revision', async () => {
    await publish(entity('account'));
    const { releases } = company;
    const { revision } = await releases.putDraftDocument('entity', 'account', entity('account', [size]), 0);
    expect(revision).toBe(1);
    await expect(releases.putDraftDocument('entity', 'account', entity('account'), 0)).rejects.toMatchObject({
      code: 'draft-conflict',
      current: { revision: 1 },
    });
    await expect(releases.removeDraftDocument('entity', 'account', 7)).rejects.toMatchObject({
      code: 'draft-conflict',
    });
    const both = await Promise.allSettled([
      releases.putDraftDocument('entity', 'contact', entity('contact'), 1),
      releases.putDraftDocument('entity', 'deal', entity('deal'), 1),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('[RL12] keeps unfinished documents and tells their problems', async () => {
    await publish(entity('account'));
    const broken = '{ "kind": "entity", "id": "account", ';
    const { problems, revision } = await company.releases.putDraftDocument('entity', 'account', broken, 0);
    expect(problems).toMatchObject([{ code: 'json-syntax', severity: 'error' }]);
    expect((await company.releases.draft()).documents[0]).toMatchObject({
      content: broken,
      state: 'changed',
    });
    await expect(company.releases.publish({ base: 1, note: '', by: null })).rejects.toMatchObject({
      code: 'invalid-configuration',
    });
    await expect(
      company.releases.putDraftDocument('entity', 'account', entity('contact'), revision),
    ).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('adds, changes and removes documents, publishes them and is empty again', async () => {
    await publish(entity('account'), entity('contact'));
    const { releases } = company;
    let { revision } = await releases.putDraftDocument('entity', 'account', entity('account', [size]), 0);
    ({ revision } = await releases.putDraftDocument('entity', 'deal', entity('deal'), revision));
    ({ revision } = await releases.removeDraftDocument('entity', 'contact', revision));
    expect(await states()).toEqual(['entity/account changed', 'entity/contact removed', 'entity/deal added']);
    const plan = await releases.plan();
    expect(plan.changes.map(({ document, change }) => `${document.id} ${change}`)).toEqual([
      'account changed',
      'contact removed',
      'deal added',
    ]);
    await releases.publish({ base: 1, note: '', by: null });
    expect(await releases.draft()).toMatchObject({ base: 2, live: 2, revision: revision + 1 });
    expect(await states()).toEqual(['entity/account same', 'entity/deal same']);
  });

  it('forgets an edit that is undone, and all of them when reset', async () => {
    await publish(entity('account'));
    const original = (await company.releases.draft()).documents[0]?.content ?? '';
    let { revision } = await company.releases.putDraftDocument(
      'entity',
      'account',
      entity('account', [size]),
      0,
    );
    ({ revision } = await company.releases.putDraftDocument('entity', 'account', original, revision));
    expect(await states()).toEqual(['entity/account same']);
    ({ revision } = await company.releases.putDraftDocument('entity', 'deal', entity('deal'), revision));
    ({ revision } = await company.releases.removeDraftDocument('entity', 'deal', revision));
    expect(await states()).toEqual(['entity/account same']);
    await company.releases.putDraftDocument('entity', 'deal', entity('deal'), revision);
    await company.releases.resetDraft();
    expect(await states()).toEqual(['entity/account same']);
  });

  it('[RL13] moves onto a release that was published beneath it', async () => {
    await publish(entity('account'), entity('contact'));
    await company.releases.putDraftDocument('entity', 'account', entity('account', [size]), 0);
    await publish(entity('account'), entity('contact', [city]));
    expect(await company.releases.draft()).toMatchObject({ base: 2, live: 2, revision: 2, conflicts: [] });
    await company.releases.publish({ base: 2, note: '', by: null });
    const live = company.releases.current().model.entities;
    expect(live.get('account')?.fields.has('size')).toBe(true);
    expect(live.get('contact')?.fields.has('city')).toBe(true);
  });

  it.each(['draft', 'live'] as const)(
    '[RL13] names conflicts and settles them for the side of the %s',
    async (keep) => {
      await publish(entity('account'), entity('contact'));
      await company.releases.putDraftDocument('entity', 'account', entity('account', [size]), 0);
      await company.releases.putDraftDocument('entity', 'contact', entity('contact', [size]), 1);
      await publish(entity('account', [city]), entity('contact'));
      const draft = await company.releases.draft();
      expect(draft).toMatchObject({
        base: 1,
        live: 2,
        revision: 2,
        conflicts: [{ kind: 'entity', id: 'account' }],
      });
      await expect(company.releases.publish({ base: 2, note: '', by: null })).rejects.toMatchObject({
        code: 'release-conflict',
      });
      await company.releases.rebaseDraft(2, keep);
      expect(await company.releases.draft()).toMatchObject({ base: 2, live: 2, revision: 3, conflicts: [] });
      await company.releases.publish({ base: 2, note: '', by: null });
      const live = company.releases.current().model.entities;
      expect(live.get('account')?.fields.has('size')).toBe(keep === 'draft');
      expect(live.get('account')?.fields.has('city')).toBe(keep === 'live');
      expect(live.get('contact')?.fields.has('size')).toBe(true);
    },
  );

  it('[RL13] takes a removal on one side and a change on the other for a conflict, equal edits for none', () => {
    const document = (id: string, content: string) => ({ kind: 'entity', id, content });
    const base = [document('a', '1'), document('b', '1'), document('c', '1')];
    const live = [document('a', '2'), document('c', '2'), document('d', 'new')];
    const edits = [
      { kind: 'entity', id: 'a', content: null },
      { kind: 'entity', id: 'b', content: null },
      document('c', '2'),
      document('d', 'other'),
    ];
    expect(rebase(edits, base, live)).toEqual({
      edits: [edits[0], edits[3]],
      conflicts: [
        { kind: 'entity', id: 'a' },
        { kind: 'entity', id: 'd' },
      ],
    });
  });
});
