/** Wrong filters, pages and figures; wrong requests on tasks, queues and sessions. */
import { describe, expect, it } from '@jest/globals';
import {
  absent,
  account,
  agent,
  aggregate,
  deep,
  list,
  post,
  query,
  refuseAll,
  task,
  useCompany,
  work,
} from './attempts.ts';

useCompany();

describe('[A6] what is refused changes nothing and says where', () => {
  it('filters, sorts, pages and figures', async () => {
    const where = (expression: unknown, at = '/where') => query({ where: expression }, at);
    const terms = Array.from({ length: 10_000 }, (_, n) => ({ '==': [{ var: 'name' }, `n${n}`] }));
    let nested: unknown = { '==': [{ var: 'name' }, 'x'] };
    for (let level = 0; level < 200; level++) nested = { '!': nested };
    const count = { id: 'n', aggregate: 'count' };
    expect(
      await refuseAll({
        'where is text': () => where('name = 1'),
        'where is a list': () => where([1]),
        'two operators': () => where({ '==': [1, 1], '!=': [1, 2] }),
        'unknown operator': () => where({ sql: ['select 1'] }),
        log: () => where({ log: 'x' }),
        method: () => where({ method: [{ var: 'name' }, 'toString'] }),
        constructor: () => where({ constructor: [1] }),
        'own prototype': () => query('{"where":{"__proto__":[1]}}', '/where'),
        'var of the prototype': () => where({ '==': [{ var: 'constructor.constructor' }, 1] }),
        'var is a number': () => where({ '==': [{ var: 7 }, 1] }),
        'var is empty': () => where({ '==': [{ var: '' }, 1] }),
        'var with NUL': () => where({ '==': [{ var: 'na\0me' }, 'x'] }),
        'value with NUL': () => where({ '==': [{ var: 'name' }, 'x\0'] }),
        'value with half a pair': () => query('{"where":{"==":[{"var":"name"},"\\udfff"]}}', '/where'),
        'ten thousand terms': () => where({ or: terms }),
        'too deep': () => where(nested),
        '100,000 levels': () =>
          query(`{"where":${deep(100_000, '{"!":', '}').replace(':}', ':true}')}}`, '/where'),
        '100,000 lists': () => query(`{"where":${deep(100_000)}}`, '/where'),
        'long path': () => where({ '==': [{ var: 'parent.parent.parent.parent.parent.name' }, 'x'] }),
        'endless path': () =>
          where({ '==': [{ var: Array.from({ length: 5_000 }, () => 'parent').join('.') }, 'x'] }),
        'other type': () => where({ '>': [{ var: 'name' }, 5] }),
        'object for a value': () => where({ '==': [{ var: 'name' }, { a: 1 }] }),
        'list for a value': () => where({ '==': [{ var: 'name' }, ['a']] }),
        'huge list': () =>
          where({ in: [{ var: 'name' }, Array.from({ length: 20_000 }, (_, n) => `n${n}`)] }),
        'too many figures': () =>
          where({ and: Array.from({ length: 100 }, () => ({ exists: ['opportunities', true] })) }),
        'unknown key': () => query({ wehre: {} }, '/wehre'),
        'page of a thousand million': () => query({ limit: 1e9 }, '/limit'),
        'page of none': () => query({ limit: 0 }, '/limit'),
        'page less than none': () => query({ limit: -1 }, '/limit'),
        'page and a half': () => query({ limit: 1.5 }, '/limit'),
        'page as text': () => query({ limit: '10' }, '/limit'),
        'page as a list': () => query({ limit: [1] }, '/limit'),
        'endless cursor': () => query({ after: 'x'.repeat(1_000_000) }),
        'own cursor': () => query({ after: Buffer.from('{"v":1}').toString('base64url') }),
        'cursor is an object': () => query({ after: { id: 1 } }),
        'search is an object': () => query({ search: { a: 1 } }, '/search'),
        'search with NUL': () => query({ search: 'a\0' }, '/search'),
        'search with half a pair': () => query('{"search":"\\ud83d"}', '/search'),
        'long search': () => query({ search: 'x'.repeat(201) }, '/search'),
        'sort is text': () => query({ sort: 'name' }, '/sort'),
        'sort of nothing': () => query({ sort: [{}] }, '/sort/0'),
        'sort by a formula': () => query({ sort: [{ field: 'name; drop table x' }] }, '/sort/0'),
        'sort in no direction': () => query({ sort: [{ field: 'name', direction: 'up' }] }, '/sort/0'),
        'sort by six': () => query({ sort: Array.from({ length: 6 }, () => ({ field: 'name' })) }, '/sort'),
        'field of nothing': () => query({ fields: ['name', 'nope'] }, '/fields/1'),
        'field is an object': () => query({ fields: [{ a: 1 }] }, '/fields/0'),
        'thousand fields': () => query({ fields: Array.from({ length: 1_000 }, () => 'name') }, '/fields'),
        'count of all': () => query({ count: 'all' }, '/count'),
        'titles as text': () => query({ titles: 'yes' }, '/titles'),
        'deleted as text': () => query({ deleted: 'yes' }, '/deleted'),
        'no measures': () => aggregate({}, '/measures'),
        'unknown measure': () => aggregate({ measures: [{ id: 'n', aggregate: 'median' }] }, '/measures/0'),
        'sum of text': () =>
          aggregate({ measures: [{ id: 'n', aggregate: 'sum', field: 'name' }] }, '/measures/0'),
        'id of a figure': () => aggregate({ measures: [{ ...count, id: 'n"; drop' }] }, '/measures/0'),
        'figure of the prototype': () =>
          aggregate('{"measures":[{"id":"__proto__","aggregate":"count"}]}', '/measures/0'),
        'two of one id': () => aggregate({ measures: [count, count] }, '/measures/1'),
        'hundred figures': () =>
          aggregate(
            { measures: Array.from({ length: 100 }, (_, n) => ({ ...count, id: `n${n}` })) },
            '/measures',
          ),
        'group by nothing': () => aggregate({ groupBy: [{}], measures: [count] }, '/groupBy/0'),
        'group by a bucket of text': () =>
          aggregate(
            { groupBy: [{ id: 'g', field: 'name', bucket: 'day' }], measures: [count] },
            '/groupBy/0',
          ),
        'no such bucket': () =>
          aggregate(
            { groupBy: [{ id: 'g', field: 'created_at', bucket: 'era' }], measures: [count] },
            '/groupBy/0',
          ),
        'sort by no figure': () => aggregate({ measures: [count], sort: [{ by: 'x' }] }, '/sort/0'),
        'rows without end': () => aggregate({ measures: [count], limit: 1e9 }, '/limit'),
        'filter of a figure': () =>
          aggregate({ measures: [{ ...count, where: { nope: [] } }] }, '/measures/0/where'),
        'address: no JSON': () => list('where=%7B', 'where'),
        'address: deep JSON': () => list(`where=${deep(4_000)}`, '/where'),
        'address: limit': () => list('limit=1e9', 'limit'),
        'address: large limit': () => list('limit=999999999', '/limit'),
        'address: repeated': () => list('limit=1&limit=2', 'limit'),
        'address: nested': () => list('where[a]=1', 'where[a]'),
        'address: prototype': () => list('__proto__=1', '__proto__'),
        'address: nothing to sort by': () => list('sort=', '/sort'),
        'address: broken percent': () => list('search=%zz%', 'search'),
        'address: broken UTF-8': () => list('search=%ff%fe', 'search'),
        'address: NUL': () => list('search=%00', '/search'),
        'address: flag': () => list('titles=1', 'titles'),
        'address: cursor': () => list(`after=${'A'.repeat(4_001)}`),
        'tasks: cursor': () => ({ method: 'GET', path: '/work/tasks?after=x' }),
        'tasks: state': () => ({ method: 'GET', path: '/work/tasks?state=constructor' }),
        'tasks: scope': () => ({ method: 'GET', path: '/work/tasks?scope=queue:nope' }),
        'tasks: limit': () => ({ method: 'GET', path: '/work/tasks?limit=999999999' }),
        'history: cursor': () => ({ method: 'GET', path: `/records/account/${account.id}/history?after=x` }),
        'history: limit': () => ({
          method: 'GET',
          path: `/records/account/${account.id}/history?limit=999999999`,
        }),
        'figures: no record': () => ({ method: 'GET', path: '/reports/stages/data?by=account' }),
        'figures: path': () => ({
          method: 'GET',
          path: `/reports/stages/data?by=nothing&record=${account.id}`,
          at: '/where/==/0/var',
        }),
        'timeline: cursor': () => ({
          method: 'GET',
          path: `/records/account/${account.id}/timeline?after=x`,
        }),
        'timeline: kind': () => ({
          method: 'GET',
          path: `/records/account/${account.id}/timeline?kinds=change,constructor`,
          at: 'kinds',
        }),
        'timeline: relation to one': () => ({
          method: 'GET',
          path: `/records/account/${account.id}/timeline?relations=parent`,
          at: 'relations',
        }),
        'timeline: limit': () => ({
          method: 'GET',
          path: `/records/account/${account.id}/timeline?limit=999999999`,
        }),
        'timeline: unknown': () => ({
          method: 'GET',
          path: `/records/account/${account.id}/timeline?__proto__=1`,
          at: '__proto__',
        }),
        'flows: moments': () => ({ method: 'GET', path: '/segmentations/account_value/flows?from=x&to=y' }),
        'flows: none': () => ({ method: 'GET', path: '/segmentations/account_value/flows' }),
        'export: filter': () => ({
          method: 'GET',
          path: '/records/account/export?where=%5B1%5D',
          at: '/where',
        }),
        'export: fields': () => ({
          method: 'GET',
          path: '/records/account/export?fields=name,nope',
          at: '/fields',
        }),
        'users: cursor': () => ({ method: 'GET', path: '/admin/users?after=x' }),
      }),
    ).toEqual([]);
  }, 120_000);

  it('tasks, queues and rules', async () => {
    const complete = (more: object, at?: string) =>
      work('complete', { outcome: 'won', version: task.version, ...more }, at);
    expect(
      await refuseAll({
        'complete: nothing': () => work('complete', {}, '/outcome'),
        'complete: outcome': () => complete({ outcome: 'nope' }, '/outcome'),
        'complete: prototype': () => complete({ outcome: 'constructor' }, '/outcome'),
        'complete: outcome is an object': () => complete({ outcome: { a: 1 } }, '/outcome'),
        'complete: values missing': () => complete({}, '/values/close_value'),
        'complete: values a list': () => complete({ values: [1] }, '/values'),
        'complete: values a text': () => complete({ values: 'x' }, '/values'),
        'complete: value of another field': () =>
          complete({ values: { close_value: '1', stage: 'lost' } }, '/values/stage'),
        'complete: value wrong': () => complete({ values: { close_value: 'much' } }, '/values/close_value'),
        'complete: value an object': () => complete({ values: { close_value: {} } }, '/values/close_value'),
        'complete: own prototype': () =>
          work(
            'complete',
            `{"outcome":"won","version":${task.version},"values":{"__proto__":1,"close_value":"1"}}`,
            '/values/__proto__',
          ),
        'complete: note wrong': () => complete({ values: { close_value: '1' }, note: { a: 1 } }, '/note'),
        'complete: note with NUL': () => complete({ values: { close_value: '1' }, note: 'a\0' }, '/note'),
        'complete: note with half a pair': () =>
          work('complete', `{"outcome":"lost","version":${task.version},"note":"\\ud800"}`, '/note'),
        'complete: note without end': () =>
          complete({ outcome: 'lost', note: 'x'.repeat(1_000_000) }, '/note'),
        'complete: note missing': () => complete({ outcome: 'lost' }, '/note'),
        'complete: key an object': () => complete({ values: { close_value: '1' }, key: {} }, '/key'),
        'complete: key with NUL': () => complete({ values: { close_value: '1' }, key: 'a\0' }, '/key'),
        'complete: key without end': () =>
          complete({ values: { close_value: '1' }, key: 'x'.repeat(100_000) }, '/key'),
        'complete: seconds': () => complete({ values: { close_value: '1' }, seconds: 'x' }, '/seconds'),
        'complete: seconds below none': () =>
          complete({ values: { close_value: '1' }, seconds: -5 }, '/seconds'),
        'complete: seconds without end': () =>
          complete({ values: { close_value: '1' }, seconds: 1e300 }, '/seconds'),
        'complete: version a text': () =>
          complete({ values: { close_value: '1' }, version: '1' }, '/version'),
        'complete: other version': () => complete({ values: { close_value: '1' }, version: 99 }),
        'complete: unknown key': () => complete({ values: { close_value: '1' }, effects: [] }, '/effects'),
        'snooze: no moment': () => work('snooze', { until: 'tomorrow', version: task.version }, '/until'),
        'snooze: in the past': () => work('snooze', { until: '2001-01-01T00:00:00Z', version: task.version }),
        'snooze: never': () => work('snooze', { until: '+275760-09-13T00:00:00Z', version: task.version }),
        'snooze: an object': () => work('snooze', { until: {}, version: task.version }, '/until'),
        'return: no such queue': () => work('return', { queue: 'nope', version: task.version }, '/queue'),
        'return: prototype': () => work('return', { queue: 'constructor', version: task.version }, '/queue'),
        'return: version': () => work('return', { queue: 'open_deals', version: 99 }),
        'handover: nobody': () => work('handover', { operator: absent, version: task.version }, '/operator'),
        'handover: no id': () =>
          work('handover', { operator: "x' or 1=1", version: task.version }, '/operator'),
        'handover: an account': () =>
          work('handover', { operator: account.id, version: task.version }, '/operator'),
        'cancel: note a list': () => work('cancel', { note: ['x'], version: task.version }, '/note'),
        'cancel: by who may not': () => ({ ...work('cancel', { version: task.version }), by: () => agent }),
        'claim: no ids': () => post('/work/queues/open_deals/claim', { tasks: ['x'] }),
        'claim: a text': () => post('/work/queues/open_deals/claim', { tasks: task.id }, '/tasks'),
        'claim: what is not waiting': () => post('/work/queues/open_deals/claim', { tasks: [absent] }),
        'claim: count': () => post('/work/queues/open_deals/claim', { count: 1e9 }, '/count'),
        'preview: nothing': () => post('/segmentations/preview', {}),
        'preview: a list': () => post('/segmentations/preview', { document: [] }),
        'roles: none such': () => ({
          method: 'PUT',
          path: `/admin/users/${absent}/roles`,
          body: { roles: ['nope'] },
        }),
        'roles: a text': () => ({
          method: 'PUT',
          path: `/admin/users/${absent}/roles`,
          body: { roles: 'x' },
          at: '/roles',
        }),
        'preferences: zone': () => ({
          method: 'PATCH',
          path: '/session/preferences',
          body: { timeZone: 'Mars/Base' },
        }),
        'preferences: language': () => ({
          method: 'PATCH',
          path: '/session/preferences',
          body: { language: 'xx' },
          at: '/language',
        }),
        'password: wrong': () => post('/session/password', { current: 'nope', next: 'long enough for all' }),
        'sign-in: objects': () => post('/session', { email: { a: 1 }, password: ['x'] }, '/email'),
        'sign-in: NUL': () => post('/session', { email: 'a\0@b.c', password: 'x' }, '/email'),
        'sign-in: half a pair': () => post('/session', '{"email":"\\ud800@b.c","password":"x"}'),
        'first: no token': () =>
          post('/session/first', { token: 'x', name: 'n', email: 'e@x.de', password: 'p' }),
      }),
    ).toEqual([]);
  }, 120_000);
});
