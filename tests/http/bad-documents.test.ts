/** Documents that cannot be published, and drafts that are out of place. */
import { describe, expect, it } from '@jest/globals';
import {
  type Attempt,
  agent,
  base,
  client,
  deep,
  documents,
  post,
  refuseAll,
  revision,
  useCompany,
} from './attempts.ts';

useCompany();

describe('[A6] what is refused changes nothing and says where', () => {
  it('documents', async () => {
    const field = (more: object) => ({ id: 'extra', type: 'text', label: 'Extra', ...more });
    const product = (extra: object, more: object = {}) =>
      JSON.stringify({
        kind: 'entity',
        id: 'thing',
        label: 'Thing',
        labelPlural: 'Things',
        icon: 'bank',
        titleField: 'name',
        fields: [{ id: 'name', type: 'text', label: 'Name', required: true }, extra],
        ...more,
      });
    const segmentation = (when: unknown) =>
      JSON.stringify({
        kind: 'segmentation',
        id: 'thing_value',
        label: 'Value',
        entity: 'account',
        period: 'continuous',
        segments: [{ id: 'a', label: 'A', color: 'blue', when }],
        otherwise: { id: 'b', label: 'B', color: 'neutral' },
        exclusivity: 'ordered',
      });
    let nested: unknown = true;
    for (let level = 0; level < 40; level++) nested = { '!': nested };
    const wide = { or: Array.from({ length: 3_000 }, (_, n) => ({ '==': [{ var: 'name' }, `n${n}`] })) };
    const costly = {
      and: Array.from({ length: 30 }, () => ({
        exists: ['opportunities', { '==': [{ var: 'stage' }, 'won'] }],
      })),
    };
    const bad: { readonly [name: string]: readonly [document: string, place: string] } = {
      'no JSON': ['{', ''],
      empty: ['', ''],
      'a list': ['[]', ''],
      null: ['null', ''],
      'deep JSON': [deep(100_000), ''],
      'deep in a document': [`{"kind":"entity","id":"thing","fields":${deep(100_000)}}`, ''],
      'deep objects in a rule': [
        `{"kind":"segmentation","id":"thing_value","entity":"account","segments":[{"id":"a","when":${deep(50_000, '{"!":', '}').replace(':}', ':true}')}}]}`,
        'segmentation/thing_value',
      ],
      'a key twice': ['{"kind":"entity","id":"thing","id":"other"}', 'entity/'],
      'unknown kind': ['{"kind":"spell","id":"x"}', ''],
      'kind of the prototype': ['{"kind":"constructor","id":"x"}', ''],
      'kind is a list': ['{"kind":["entity"],"id":"x"}', ''],
      'no id': ['{"kind":"entity"}', 'entity/'],
      'own prototype': ['{"kind":"entity","id":"thing","__proto__":{"x":1}}', 'entity/thing'],
      'id with NUL': [product(field({ id: 'a\0' })), 'entity/thing/fields/1'],
      'id of 64 bytes': [product(field({ id: `f${'x'.repeat(63)}` })), 'entity/thing/fields/1'],
      'id of the system': [product(field({ id: 'version' })), 'entity/thing/fields/1'],
      'id is a row of rules': [product(field({ id: 'viewer' })), 'entity/thing/fields/1'],
      'id with quotes': [product(field({ id: 'a"; drop table x' })), 'entity/thing/fields/1'],
      'id of the prototype': [product(field({ id: '__proto__' })), 'entity/thing/fields/1'],
      'id in capitals': [product(field({ id: 'Extra' })), 'entity/thing/fields/1'],
      'two of one id': [product(field({ id: 'name' })), 'entity/thing/fields/1'],
      'two documents of one id': [documents[0] ?? '', ''],
      'unknown type': [product(field({ type: 'spell' })), 'entity/thing/fields/1/type'],
      'type of the prototype': [product(field({ type: 'constructor' })), 'entity/thing/fields/1/type'],
      'type is an object': [product(field({ type: {} })), 'entity/thing/fields/1/type'],
      'unknown option': [product(field({ options: { nope: 1 } })), 'entity/thing/fields/1/options'],
      'wrong option': [product(field({ options: { maxLength: '5' } })), 'entity/thing/fields/1/options'],
      'option out of range': [
        product(field({ options: { maxLength: 1e12 } })),
        'entity/thing/fields/1/options',
      ],
      'wrong default': [product(field({ type: 'integer', default: 'x' })), 'entity/thing/fields/1/default'],
      'default with NUL': [product(field({ default: 'a\0' })), 'entity/thing/fields/1/default'],
      'label with NUL': [product(field({ label: 'a\0b' })), 'entity/thing/fields/1/label'],
      'label with half a pair': [
        product(field({ label: 'marked' })).replace('marked', '\\ud800'),
        'entity/thing/fields/1/label',
      ],
      'no such title': [product(field({}), { titleField: 'nope' }), 'entity/thing/titleField'],
      'relation to nothing': [
        product(field({ type: 'relation', options: { cardinality: 'one', to: 'nope' } })),
        'entity/thing/fields/1/options/to',
      ],
      'relation without its other side': [
        product(field({ type: 'relation', options: { cardinality: 'inverse', to: 'account', via: 'nope' } })),
        'entity/thing/fields/1/options/via',
      ],
      'relation that is its own inverse': [
        product(field({ type: 'relation', options: { cardinality: 'inverse', to: 'thing', via: 'extra' } })),
        'entity/thing/fields/1/options/via',
      ],
      'no JSON rule': [segmentation('x > 1'), 'segmentation/thing_value/segments/0/when'],
      'rule too deep': [segmentation(nested), 'segmentation/thing_value/segments/0/when'],
      'rule too large': [segmentation(wide), 'segmentation/thing_value/segments/0/when'],
      'rule too costly': [segmentation(costly), 'segmentation/thing_value/segments/0/when'],
      'rule over nothing': [
        segmentation({ '==': [{ var: 'nope' }, 1] }),
        'segmentation/thing_value/segments/0/when',
      ],
      'rule of code': [
        segmentation({ method: ['x', 'constructor'] }),
        'segmentation/thing_value/segments/0/when',
      ],
      'rule that is no condition': [segmentation(5), 'segmentation/thing_value/segments/0/when'],
      'rule with NUL': [
        segmentation({ '==': [{ var: 'name' }, 'a\0'] }),
        'segmentation/thing_value/segments/0/when',
      ],
      'endless pattern': [product(field({ options: { pattern: '^(a+)+$' } })), 'entity/thing/fields/1'],
    };
    const attempts: { [name: string]: () => Attempt } = {};
    for (const [name, [document, at]] of Object.entries(bad)) {
      attempts[`publish ${name}`] = () =>
        post('/config/publish', { base, note: '', documents: [...documents, document] }, at);
    }
    attempts['publish on another base'] = () => post('/config/publish', { base: 999, note: '', documents });
    attempts['publish: base as text'] = () => post('/config/publish', { base: '1', documents }, '/base');
    attempts['publish: a number among documents'] = () =>
      post('/config/publish', { base, documents: [1] }, '/documents');
    attempts['publish: documents as text'] = () =>
      post('/config/publish', { base, documents: 'x' }, '/documents');
    attempts['publish: note'] = () => post('/config/publish', { base, documents, note: { a: 1 } }, '/note');
    attempts['publish: note with NUL'] = () =>
      post('/config/publish', { base, documents, note: 'a\0' }, '/note');
    attempts['publish: unknown'] = () => post('/config/publish', { base, documents, force: true }, '/force');
    attempts['publish by who may not'] = () => ({
      ...post('/config/publish', { base, documents }),
      by: () => agent,
    });
    for (const place of [
      'entity/Bad%20Id',
      'spell/x',
      '__proto__/x',
      'entity/__proto__',
      'entity/%00',
      `entity/${'x'.repeat(64)}`,
    ]) {
      attempts[`draft at ${place}`] = () => ({
        method: 'PUT',
        path: `/config/draft/documents/${place}`,
        body: { content: '{}', revision },
      });
      attempts[`no draft at ${place}`] = () => ({
        method: 'DELETE',
        path: `/config/draft/documents/${place}?revision=${revision}`,
      });
    }
    const put = (body: unknown, at?: string): Attempt => ({
      ...post('/config/draft/documents/entity/account', body, at),
      method: 'PUT',
    });
    attempts['draft: no revision'] = () => put({ content: '{}' }, '/revision');
    attempts['draft: other revision'] = () => put({ content: '{}', revision: 99_999 });
    attempts['draft: an object'] = () => put({ content: {}, revision }, '/content');
    attempts['draft: NUL'] = () => put({ content: '{"a":"\0"}', revision }, '/content');
    attempts['draft: half a pair'] = () =>
      put(`{"content":"{\\"a\\":\\"\\ud800\\"}","revision":${revision}}`, '/content');
    attempts['draft: without end'] = () => put({ content: 'x'.repeat(1_000_001), revision }, '/content');
    attempts['draft: rebase'] = () => post('/config/draft/rebase', { revision, keep: 'mine' });
    attempts['plan: documents'] = () => post('/config/plan', { documents: [null] }, '/documents');
    expect(await refuseAll(attempts)).toEqual([]);
    // A plan of the same documents tells the same problems without being an error.
    for (const [name, [document]] of Object.entries(bad)) {
      const { status, body } = await client.call<{ problems: { severity: string }[] }>(
        'POST',
        '/config/plan',
        {
          documents: [...documents, document],
        },
      );
      expect([name, status, body.problems?.some(({ severity }) => severity === 'error')]).toEqual([
        name,
        200,
        true,
      ]);
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  }, 120_000);
});
