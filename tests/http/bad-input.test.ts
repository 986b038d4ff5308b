/** Wrong values, ids, versions and bulk changes at every door of records. */
import { describe, expect, it } from '@jest/globals';
import {
  type Attempt,
  type Attempts,
  absent,
  account,
  bulk,
  create,
  deal,
  deep,
  json,
  load,
  own,
  patch,
  post,
  refuseAll,
  useCompany,
} from './attempts.ts';

useCompany();

describe('[A6] what is refused changes nothing and says where', () => {
  it('values of records', async () => {
    const scalars: Attempts = Object.fromEntries(
      ['name', 'sector', 'year_established', 'revenue', 'location', 'parent', 'website', 'phone'].flatMap(
        (field) =>
          (
            [
              ['object', { a: 1 }],
              ['array', ['a']],
              ['deep', [[[['a']]]]],
              ['boolean', true],
            ] as const
          ).flatMap(([kind, value]) => [
            [`create ${field} ${kind}`, () => create({ name: 'New', [field]: value }, `/${field}`)],
            [`update ${field} ${kind}`, () => patch({ [field]: value }, `/${field}`)],
            [
              `bulk ${field} ${kind}`,
              () =>
                bulk({ action: 'update', ids: [account.id], values: { [field]: value } }, `/values/${field}`),
            ],
          ]),
      ),
    );
    expect(await refuseAll(scalars)).toEqual([]);
    expect(
      await refuseAll({
        'own prototype': () => create(own('__proto__'), '/__proto__'),
        constructor: () => create(own('constructor'), '/constructor'),
        toString: () => patch(own('toString'), '/toString'),
        hasOwnProperty: () => patch(own('hasOwnProperty'), '/hasOwnProperty'),
        NUL: () => create({ name: 'a\0b' }, '/name'),
        'lone surrogate': () => create('{"name":"a\\ud800b"}', '/name'),
        'lone surrogate in the name of a field': () => create('{"name":"x","\\ud800":1}', '/'),
        'NUL in the name of a field': () => create('{"name":"x","a\\u0000":1}', '/'),
        'unknown field': () => create({ name: 'New', nmae: 1 }, '/nmae'),
        'pointer escapes': () => create({ name: 'New', 'a/b~c': 1 }, '/a~1b~0c'),
        'a name of 64 bytes': () => create({ name: 'New', [`f${'x'.repeat(63)}`]: 1 }, '/f'),
        'nothing required': () => create({}, '/name'),
        'empty required': () => create({ name: '' }, '/name'),
        null: () => create('null'),
        list: () => create('[]'),
        text: () => create('"a"'),
        'no body': () => ({ method: 'POST', path: '/records/account', headers: json }),
        'cut body': () => create('{"name":'),
        'deep list': () => create(deep(100_000)),
        'deep in a field': () => create(`{"name":${deep(100_000)}}`, '/name'),
        'deep object in a field': () =>
          create(`{"name":${deep(50_000, '{"a":', '}').replace(':}', ':1}')}}`, '/name'),
        'ten thousand fields': () =>
          create(Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`f${n}`, n]))),
        'too long': () => create({ name: 'x'.repeat(201) }, '/name'),
        'too small': () => create({ name: 'New', year_established: 1 }, '/year_established'),
        'not whole': () => create({ name: 'New', year_established: 1999.5 }, '/year_established'),
        'huge number': () => create('{"name":"New","year_established":1e400}', '/year_established'),
        'huge decimal': () => create({ name: 'New', revenue: '1'.repeat(5_000) }, '/revenue'),
        'exponent decimal': () => create({ name: 'New', revenue: '1e999999' }, '/revenue'),
        'not a number': () => create({ name: 'New', revenue: 'NaN' }, '/revenue'),
        infinity: () => create({ name: 'New', revenue: 'Infinity' }, '/revenue'),
        'no such choice': () => create({ name: 'New', sector: 'Retail' }, '/sector'),
        'choice of the prototype': () => create({ name: 'New', sector: 'constructor' }, '/sector'),
        'no such record': () => create({ name: 'New', parent: absent }, '/parent'),
        'record of another entity': () => create({ name: 'New', parent: deal.id }, '/parent'),
        'no id': () => create({ name: 'New', parent: "' or 1=1" }, '/parent'),
        'no link': () => create({ name: 'New', website: 'javascript:alert(1)' }, '/website'),
        'no phone': () => create({ name: 'New', phone: 'call me' }, '/phone'),
        inverse: () => create({ name: 'New', subsidiaries: [account.id] }, '/subsidiaries'),
        'held by another': () => create({ name: 'Bluth' }),
        'held by another, updating': () => patch({ name: 'Bluth' }, '/name'),
        'all of them': () =>
          create({ name: 'Bluth', year_established: 'x', sector: 'x', owner: 7 }, '/owner'),
        'no date': () =>
          post('/records/opportunity', { number: 'D2', engage_date: '2023-02-30' }, '/engage_date'),
        'far date': () =>
          post('/records/opportunity', { number: 'D2', engage_date: '99999-01-01' }, '/engage_date'),
        'read-only': () =>
          post(
            '/records/opportunity',
            { number: 'D2', last_contact_at: '2026-01-01T00:00:00Z' },
            '/last_contact_at',
          ),
        'money in exponents': () =>
          post('/records/opportunity', { number: 'D2', close_value: '1e5000' }, '/close_value'),
        'money with a currency': () =>
          post('/records/opportunity', { number: 'D2', close_value: '5 USD' }, '/close_value'),
      }),
    ).toEqual([]);
  }, 60_000);

  it('records and versions that are not there', async () => {
    const at = (path: string, more: Partial<Attempt> = {}): Attempt => ({ method: 'GET', path, ...more });
    const version = (text: string) => ({ ...json, 'if-match': text });
    const attempts: { [name: string]: () => Attempt } = {};
    for (const id of [
      absent,
      'x',
      '%00',
      '%ff',
      "'",
      '__proto__',
      'x'.repeat(5_000),
      '%F0%9F%98%80',
      '..%2f..',
    ]) {
      const named = id.slice(0, 12);
      attempts[`read ${named}`] = () => at(`/records/account/${id}`);
      attempts[`history ${named}`] = () => at(`/records/account/${id}/history`);
      attempts[`timeline ${named}`] = () => at(`/records/account/${id}/timeline`);
      attempts[`segments ${named}`] = () => at(`/records/account/${id}/segments`);
      attempts[`stages ${named}`] = () => at(`/records/account/${id}/stages`);
      attempts[`why ${named}`] = () => at(`/work/records/account/${id}/why`);
      attempts[`update ${named}`] = () =>
        at(`/records/account/${id}`, { method: 'PATCH', body: { name: 'z' }, headers: version('"1"') });
      attempts[`delete ${named}`] = () =>
        at(`/records/account/${id}`, { method: 'DELETE', headers: version('"1"') });
      attempts[`restore ${named}`] = () => at(`/records/account/${id}/restore`, { method: 'POST', body: {} });
      attempts[`entity ${named}`] = () => at(`/records/${id}`);
      attempts[`create in ${named}`] = () => post(`/records/${id}`, { name: 'x' });
      attempts[`query in ${named}`] = () => post(`/records/${id}/query`, {});
      attempts[`aggregate in ${named}`] = () => post(`/records/${id}/aggregate`, { measures: [] });
      attempts[`bulk in ${named}`] = () => post(`/records/${id}/bulk`, { action: 'delete', ids: [absent] });
      attempts[`import in ${named}`] = () => ({ ...load('name\nx'), path: `/records/${id}/import` });
      attempts[`export of ${named}`] = () => at(`/records/${id}/export`);
      for (const verb of ['open', 'complete', 'snooze', 'return', 'handover', 'cancel']) {
        attempts[`${verb} ${named}`] = () =>
          post(`/work/tasks/${id}/${verb}`, {
            version: 1,
            ...(verb === 'complete' && { outcome: 'won' }),
            ...(verb === 'snooze' && { until: '2099-01-01T00:00:00Z' }),
            ...(verb === 'handover' && { operator: absent }),
          } as never);
      }
      for (const path of [
        `/work/tasks/${id}`,
        `/work/tasks/${id}/why`,
        `/dashboards/${id}/data`,
        `/reports/${id}/data`,
      ])
        attempts[path.slice(0, 40)] = () => at(path);
      attempts[`claim ${named}`] = () => post(`/work/queues/${id}/claim`, {});
      attempts[`waiting ${named}`] = () => at(`/work/queues/${id}/waiting`);
      attempts[`simulate ${named}`] = () => post(`/work/assignment-rules/${id}/simulate`, {});
      attempts[`run ${named}`] = () => post(`/work/assignment-rules/${id}/run`, {});
      attempts[`runs ${named}`] = () => at(`/work/assignment-rules/${id}/runs`);
      attempts[`sizes ${named}`] = () => at(`/segmentations/${id}/sizes`);
      attempts[`refresh ${named}`] = () => post(`/segmentations/${id}/refresh`, {});
      attempts[`roles ${named}`] = () =>
        at(`/admin/users/${id}/roles`, { method: 'PUT', body: { roles: [] } });
      attempts[`sign-in ${named}`] = () => post(`/admin/users/${id}/sign-in`, {});
      attempts[`end sign-in ${named}`] = () => at(`/admin/users/${id}/sign-in`, { method: 'DELETE' });
      attempts[`replay ${named}`] = () => post(`/admin/jobs/${id}/replay`, {});
      attempts[`release ${named}`] = () => at(`/config/releases/${id}/documents`);
      attempts[`rollback ${named}`] = () => post(`/config/releases/${id}/rollback`, {});
    }
    // A release that is not there, whatever it is called.
    for (const number of ['0', '-1', '99999', '999999999999', '1.5', '1e3'])
      attempts[`rollback to ${number}`] = () => post(`/config/releases/${number}/rollback`, {});
    for (const tag of ['"99999999999"', '1', '*', '"x"', '"-1"', '""', '"1", "2"', '"7"']) {
      attempts[`update against ${tag}`] = () => ({ ...patch({ name: 'z' }), headers: version(tag) });
      attempts[`delete against ${tag}`] = () => ({
        method: 'DELETE',
        path: `/records/account/${account.id}`,
        headers: version(tag),
      });
    }
    attempts['restore what lives'] = () => post(`/records/account/${account.id}/restore`, {});
    expect(await refuseAll(attempts)).toEqual([]);
  }, 120_000);

  it('bulk changes, [I5] also those that name nothing', async () => {
    expect(
      await refuseAll({
        'no body': () => bulk({}, '/ids'),
        'no ids, delete': () => bulk({ action: 'delete' }, '/ids'),
        'empty ids, delete': () => bulk({ action: 'delete', ids: [] }, '/ids'),
        'ids null': () => bulk({ action: 'delete', ids: null }, '/ids'),
        'ids an object': () => bulk({ action: 'delete', ids: { length: 1, 0: account.id } }, '/ids'),
        'ids a text': () => bulk({ action: 'delete', ids: account.id }, '/ids'),
        'ids of null': () => bulk({ action: 'delete', ids: [null] }, '/ids/0'),
        'ids of all': () => bulk({ action: 'delete', ids: ['%'] }, '/ids/0'),
        filter: () => bulk({ action: 'delete', where: true }, '/where'),
        'filter and ids': () => bulk({ action: 'delete', ids: [account.id], where: {} }, '/where'),
        'one is absent': () => bulk({ action: 'delete', ids: [account.id, absent] }, '/ids/1'),
        'one of another entity': () => bulk({ action: 'delete', ids: [account.id, deal.id] }, '/ids/1'),
        'no values': () => bulk({ action: 'update', ids: [account.id] }, '/values'),
        'empty values': () => bulk({ action: 'update', ids: [account.id], values: {} }, '/values'),
        'unknown value': () =>
          bulk({ action: 'update', ids: [account.id], values: { nope: 1 } }, '/values/nope'),
        'system value': () =>
          bulk({ action: 'update', ids: [account.id], values: { version: 1 } }, '/values/version'),
        'unknown action': () => bulk({ action: 'drop', ids: [account.id] }, '/action'),
        'too many': () =>
          bulk({ action: 'delete', ids: Array.from({ length: 1_001 }, () => absent) }, '/ids'),
        'one name for two': () =>
          bulk({ action: 'update', ids: [account.id, account.id, absent], values: { name: 'Same' } }, '/ids'),
      }),
    ).toEqual([]);
  }, 60_000);
});
