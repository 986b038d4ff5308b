import { describe, expect, it } from '@jest/globals';
import { coreOperators } from '@tenon/expressions';
import {
  type BrowserPlugin,
  createBrowserRegistry,
  createRegistry,
  type FieldType,
  type Plugin,
  PluginError,
  RegistryError,
  type ServerFieldType,
} from './index.ts';

const mood: FieldType = {
  id: 'mood',
  label: 'Mood',
  icon: 'smile',
  optionsSchema: { type: 'object' },
  valueSchema: () => ({ type: 'string' }),
  valueType: () => ({ kind: 'text' }),
  operators: ['=='],
  groupable: false,
  canBeUnique: false,
  format: (value) => String(value),
  parse: (text) => ({ ok: true, value: text }),
  toText: (value) => String(value),
};
const moodServer: ServerFieldType = {
  id: 'mood',
  columns: () => [{ suffix: '', type: 'text' }],
  toDb: (value) => [value],
  fromDb: ([value]) => value,
};

function plugin(id: string, contributes: object = {}, after: readonly string[] = []): Plugin {
  return { id, version: '1.0.0', after, contributes };
}

function problemsOf(register: () => unknown): readonly string[] {
  try {
    register();
  } catch (error) {
    if (error instanceof RegistryError) {
      return error.problems.map(({ plugin: id, point, contribution, message }) =>
        [id, point, contribution, message].filter((part) => part !== undefined).join(' | '),
      );
    }
    throw error;
  }
  return [];
}

describe('createRegistry', () => {
  it('gives look-ups that know who contributed what', () => {
    const registry = createRegistry(
      [plugin('moods', { fieldTypes: [mood], operators: coreOperators })],
      [{ id: 'moods', contributes: { fieldTypes: [moodServer] } }],
    );
    expect(registry.fieldTypes.ids()).toEqual(['mood']);
    expect(registry.fieldTypes.pluginOf('mood')).toBe('moods');
    expect(registry.serverFieldTypes.require('mood').columns({})).toEqual([{ suffix: '', type: 'text' }]);
    expect(registry.rules.operator('==')?.id).toBe('==');
  });

  it('finds nothing on a prototype, and names what there is', () => {
    const { fieldTypes } = createRegistry([plugin('moods', { fieldTypes: [mood] })]);
    expect(fieldTypes.get('constructor')).toBeUndefined();
    expect(fieldTypes.get('__proto__')).toBeUndefined();
    expect(() => fieldTypes.require('text')).toThrow('Unknown field type text; known: mood');
  });

  it('is sealed', () => {
    const registry = createRegistry([plugin('moods', { fieldTypes: [mood] })]);
    expect(Object.isFrozen(registry)).toBe(true);
    expect(Object.isFrozen(registry.fieldTypes)).toBe(true);
    expect(Object.isFrozen(registry.fieldTypes.all())).toBe(true);
    expect(Object.isFrozen(registry.fieldTypes.require('mood'))).toBe(true);
  });

  it('leaves what it was given as it was', () => {
    const given = plugin('moods', { fieldTypes: [mood] });
    createRegistry([given]);
    expect(given).toEqual(plugin('moods', { fieldTypes: [mood] }));
    expect(Object.isFrozen(mood)).toBe(false);
  });

  it('names both plugins of a clash', () => {
    expect(
      problemsOf(() =>
        createRegistry([plugin('a', { fieldTypes: [mood] }), plugin('b', { fieldTypes: [mood] })]),
      ),
    ).toEqual(['b | fieldTypes | mood | field type mood is contributed by both a and b']);
  });

  it('tells everything that is wrong at once, each against its plugin', () => {
    const { toText, ...incomplete } = mood;
    expect(toText).toBeInstanceOf(Function);
    const problems = problemsOf(() =>
      createRegistry([
        plugin('a', { fieldTypes: [{ ...incomplete, id: 'Mood', colour: 'red', format: 'text' }] }),
        plugin('b', { fieldTypes: [null], fieldTipes: [] }),
        plugin('c', {
          tileTypes: [{ id: 'sky', label: {}, icon: 'x', optionsSchema: {}, size: { w: 99, h: 1 } }],
        }),
        plugin('C'),
        plugin('c'),
      ]),
    );
    for (const part of [
      /^a \| fieldTypes \| Mood \| .*id/,
      /^a \| fieldTypes \| Mood \| .*colour/,
      /^a \| fieldTypes \| Mood \| toText must be a function/,
      /^a \| fieldTypes \| Mood \| format must be a function/,
      /^b \| fieldTypes \| #0 \| must be an object/,
      /^b \| fieldTipes \| there is no such contribution point; known: fieldTypes/,
      /^c \| tileTypes \| sky \| .*size\/w/,
      /^C \| a plugin id is kebab-case/,
      /^c \| is registered twice/,
    ]) {
      expect(problems).toContainEqual(expect.stringMatching(part));
    }
  });

  it('registers in the order that plugins ask for by name', () => {
    const last = plugin('last', { viewTypes: [view('c')] }, ['middle']);
    const middle = plugin('middle', { viewTypes: [view('b')] }, ['first']);
    const first = plugin('first', { viewTypes: [view('a')] });
    expect(createRegistry([last, middle, first]).viewTypes.ids()).toEqual(['a', 'b', 'c']);
  });

  it('says who waits for whom in a cycle, and who is not there', () => {
    expect(problemsOf(() => createRegistry([plugin('a', {}, ['b']), plugin('b', {}, ['a'])]))).toEqual([
      'a | no order is possible: a waits for b; b waits for a',
    ]);
    expect(problemsOf(() => createRegistry([plugin('a', {}, ['z'])]))).toEqual([
      'a | must come after z, which is not installed',
    ]);
  });

  it('holds server halves to the plugins they belong to', () => {
    const server = (id: string) => ({ id, contributes: { fieldTypes: [moodServer] } });
    const owner = plugin('moods', { fieldTypes: [mood] });
    expect(problemsOf(() => createRegistry([owner], []))).toEqual([
      'moods | fieldTypes | mood | server field type is missing',
    ]);
    expect(problemsOf(() => createRegistry([owner, plugin('other')], [server('other')]))).toEqual([
      'other | fieldTypes | mood | server field type belongs to plugin moods',
    ]);
    expect(
      problemsOf(() => createRegistry([plugin('moods')], [server('moods'), server('ghost')])),
    ).toContainEqual('ghost | the server half has no plugin of that id');
  });

  it('wraps what a plugin throws with its name', () => {
    const failing: FieldType = {
      ...mood,
      parse() {
        throw new TypeError('no mood');
      },
    };
    const { fieldTypes } = createRegistry([plugin('moods', { fieldTypes: [failing] })]);
    const locale = { language: 'en', timeZone: 'UTC', currency: 'USD', phoneRegion: 'US' } as const;
    const parse = () => fieldTypes.require('mood').parse('x', {}, locale);
    expect(parse).toThrow(PluginError);
    expect(parse).toThrow('Plugin moods: fieldTypes mood, parse failed: no mood');
  });

  it('wraps the functions inside the forms of an operator too', () => {
    const failing = {
      id: 'fails',
      label: { en: 'fails', 'zh-CN': '失败' },
      values: {
        arity: { least: 1, most: 1 },
        slots: () => [{ kinds: ['text'] }],
        result: { kind: 'boolean' },
        evaluate() {
          throw new Error('broken');
        },
        sql: () => undefined,
      },
    };
    const { rules } = createRegistry([plugin('bad', { operators: [failing] })]);
    const scope = { catalog: { entity: () => undefined, segmentation: () => undefined } };
    const { expression, problems } = rules.parse({ fails: ['x'] }, scope, 'condition');
    expect(problems).toEqual([]);
    const context = {
      now: '2026-01-01T00:00:00Z',
      timeZone: 'UTC',
      related: () => undefined,
      relatedMany: () => [],
      segmentOf: () => undefined,
    };
    expect(() => expression && rules.test(expression, context)).toThrow(
      'Plugin bad: operators fails, evaluate failed: broken',
    );
  });
});

describe('createBrowserRegistry', () => {
  const halves = (contributes: BrowserPlugin['contributes']): BrowserPlugin[] => [
    { id: 'moods', contributes },
  ];

  it('gives the component of each field type', () => {
    const registry = createBrowserRegistry(
      [plugin('moods', { fieldTypes: [mood] })],
      halves({ fieldTypes: [{ id: 'mood', Control: Shown, Cell: Shown, width: 90 }] }),
    );
    expect(registry.browserFieldTypes.require('mood').Cell).toBe(Shown);
    expect(registry.fieldTypes.ids()).toEqual(['mood']);
  });

  it('misses components that are not there', () => {
    const broken = { id: 'mood', Control: Shown, Cell: 'div' } as unknown as {
      id: string;
      Control: () => null;
      Cell: () => null;
    };
    expect(
      problemsOf(() =>
        createBrowserRegistry([plugin('moods', { fieldTypes: [mood] })], halves({ fieldTypes: [broken] })),
      ),
    ).toContain('moods | fieldTypes | mood | Cell must be a React component');
  });
});

function Shown() {
  return null;
}

function view(id: string): object {
  return { id, label: id, icon: 'table', optionsSchema: { type: 'object' } };
}
