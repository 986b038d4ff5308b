import { describe, expect, it } from '@jest/globals';
import { entityOf, fieldOf } from '../testing/workspace.tsx';
import { columnAt, offeredColumns } from './columns.ts';

const label = (en: string, chinese: string) => ({ en, 'zh-CN': chinese });
const city = fieldOf('home.city', 'text', { label: label('Home: City', '住址：城市'), readOnly: true });
const person = entityOf('person', [
  fieldOf('name', 'text', { label: label('Name', '姓名') }),
  fieldOf('home', 'address', { label: label('Home', '住址'), parts: [city] }),
  fieldOf('boss', 'relation', {
    label: label('Boss', '上级'),
    relation: { cardinality: 'one', entity: 'person' },
  }),
]);

describe('columns of parts', () => {
  const at = (path: string) => columnAt({ person }, person, path);

  it('are found by their path, over relations too, with their whole in the name', () => {
    expect(at('home.city')).toEqual({
      path: 'home.city',
      label: label('Home: City', '住址：城市'),
      field: city,
    });
    expect(at('boss.home.city')?.label).toEqual(label('Boss · Home: City', '上级 · 住址：城市'));
    expect([at('home.street'), at('home.city.x'), at('home.boss'), at('name.city')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('are offered beside their whole, once', () => {
    const view = { columns: [{ path: 'home.city', label: 'City', field: city }] };
    expect(offeredColumns(person, view as never).map(({ path }) => path)).toEqual([
      'home.city',
      'name',
      'home',
      'boss',
    ]);
  });
});
