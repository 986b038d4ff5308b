import type { ColumnConfig } from '@tenon/model';
import { Button, Checkbox, Input, InputNumber, Popover, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/index.ts';
import { DeleteOutlined, PlusOutlined } from '../pages/icons.tsx';
import { useRegistry } from '../registry/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { columnAt, offeredColumns } from './columns.ts';
import type { Sort } from './list-state.ts';
import type { List } from './use-list.ts';

/** As many as one query may ask for, with room for what is asked beside them. */
export const mostColumns = 150;
/** Columns listed at once; the rest is found by its name. */
const listed = 60;
const heights = ['compact', 'normal', 'tall'] as const;
const mostSortKeys = 5;

/** Columns and their order, sort keys, groups, and looks of a list. */
export function ViewSettings({ list }: { readonly list: List }) {
  const { t } = useTranslation();
  return (
    <Popover
      trigger="click"
      // In the middle it may be moved along; from a corner it would stick out of a phone.
      placement="bottom"
      destroyOnHidden
      content={
        <div className="t-view-settings">
          <TableLooks list={list} />
          <SortKeys list={list} />
          <Columns list={list} />
        </div>
      }
    >
      <Button>{t('views.display')}</Button>
    </Popover>
  );
}

function Columns({ list }: { readonly list: List }) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const [text, setText] = useState('');
  const { entity, view, columns, address } = list;
  const shown = columns.map(({ path }) => path);
  const put = (paths: readonly string[] | undefined) => address.change({ columns: paths });
  const rest = offeredColumns(entity, view).filter(({ path }) => !shown.includes(path));
  const matches = (column: ColumnConfig) =>
    label(column.label, column.path).toLowerCase().includes(text.trim().toLowerCase());
  const found = [...columns, ...rest].filter(matches);
  const toggle = (path: string, on: boolean) => {
    const next = on ? [...shown, path] : shown.filter((one) => one !== path);
    if (next.length > 0) put(next);
  };
  const move = (path: string, by: number) => {
    const at = shown.indexOf(path);
    const next = [...shown];
    next.splice(at, 1);
    next.splice(at + by, 0, path);
    put(next);
  };
  const full = shown.length >= mostColumns;
  return (
    <section aria-label={t('records.columns')}>
      <h4 className="t-caption">{t('records.columns')}</h4>
      <Input
        size="small"
        allowClear
        aria-label={t('views.findColumn')}
        placeholder={t('views.findColumn')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <ul className="t-columns-list">
        {found.slice(0, listed).map(({ path, label: name }) => {
          const at = shown.indexOf(path);
          const read = label(name, path);
          return (
            <li key={path}>
              <Checkbox
                checked={at >= 0}
                disabled={at < 0 && full}
                onChange={({ target }) => toggle(path, target.checked)}
              >
                {read}
              </Checkbox>
              {at >= 0 && (
                <span className="t-columns-move">
                  <Button
                    size="small"
                    type="text"
                    disabled={at === 0}
                    aria-label={t('views.moveUp', { column: read })}
                    onClick={() => move(path, -1)}
                  >
                    ↑
                  </Button>
                  <Button
                    size="small"
                    type="text"
                    disabled={at === shown.length - 1}
                    aria-label={t('views.moveDown', { column: read })}
                    onClick={() => move(path, 1)}
                  >
                    ↓
                  </Button>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {found.length > listed && (
        <p className="t-field-help">{t('views.moreColumns', { count: found.length - listed })}</p>
      )}
      {full && <p className="t-field-help">{t('views.tooManyColumns', { limit: mostColumns })}</p>}
      <Button size="small" type="link" onClick={() => put(undefined)}>
        {t('records.resetColumns')}
      </Button>
    </section>
  );
}

function SortKeys({ list }: { readonly list: List }) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { config } = useWorkspace();
  const { entity, view, columns, sort, address } = list;
  const put = (keys: readonly Sort[]) => address.change({ sort: keys.length === 0 ? undefined : keys });
  const offered = [
    ...columns,
    ...offeredColumns(entity, view).filter(({ path }) => !columns.some((column) => column.path === path)),
  ].filter(({ field }) => field.sortable);
  const free = offered.find(({ path }) => !sort.some(({ field }) => field === path));
  return (
    <section aria-label={t('views.sortBy')}>
      <h4 className="t-caption">{t('views.sortBy')}</h4>
      {sort.map((key, at) => {
        const replace = (next: Sort | undefined) =>
          put(sort.flatMap((one, index) => (index === at ? (next ? [next] : []) : [one])));
        const known = offered.some(({ path }) => path === key.field);
        const name = columnAt(config.entities, entity, key.field)?.label;
        return (
          <div key={key.field} className="t-sort-key">
            <Select
              size="small"
              aria-label={t('builder.field')}
              popupMatchSelectWidth={false}
              showSearch={{ optionFilterProp: 'label' }}
              value={key.field}
              onChange={(field) => replace({ ...key, field })}
              options={[
                ...(known ? [] : [{ value: key.field, label: label(name, key.field) }]),
                ...offered
                  .filter(({ path }) => path === key.field || !sort.some(({ field }) => field === path))
                  .map(({ path, label: text }) => ({ value: path, label: label(text, path) })),
              ]}
            />
            <Select
              size="small"
              aria-label={t('views.sortBy')}
              value={key.direction}
              onChange={(direction) => replace({ ...key, direction })}
              options={[
                { value: 'asc' as const, label: t('views.ascending') },
                { value: 'desc' as const, label: t('views.descending') },
              ]}
            />
            <Button
              size="small"
              type="text"
              aria-label={t('views.removeSort')}
              icon={<DeleteOutlined />}
              onClick={() => replace(undefined)}
            />
          </div>
        );
      })}
      {free && sort.length < mostSortKeys && (
        <Button
          size="small"
          type="text"
          icon={<PlusOutlined />}
          onClick={() => put([...sort, { field: free.path, direction: 'asc' }])}
        >
          {t('views.addSort')}
        </Button>
      )}
    </section>
  );
}

/** What the table keeps for itself; other view types have looks of their own. */
function TableLooks({ list }: { readonly list: List }) {
  const { t } = useTranslation();
  const { view, address } = list;
  if (view && view.type !== 'table') return null;
  const state = address.state.state ?? {};
  const put = (change: { readonly [setting: string]: unknown }) =>
    address.change({
      state: Object.fromEntries(
        Object.entries({ ...state, ...change }).filter(([, value]) => value !== undefined),
      ),
    });
  const plain = view?.options.density === 'compact' ? 'compact' : 'normal';
  return (
    <section aria-label={t('views.display')}>
      <div className="t-view-setting">
        <span className="t-caption">{t('views.height')}</span>
        <Segmented
          size="small"
          aria-label={t('views.height')}
          value={heights.find((one) => one === state.height) ?? plain}
          onChange={(height) => put({ height: height === plain ? undefined : height })}
          options={heights.map((value) => ({ value, label: t(`views.heights.${value}`) }))}
        />
      </div>
      <div className="t-view-setting">
        <label className="t-caption" htmlFor="frozen-columns">
          {t('views.frozen')}
        </label>
        <InputNumber
          id="frozen-columns"
          size="small"
          min={0}
          max={5}
          precision={0}
          value={typeof state.frozen === 'number' ? state.frozen : 1}
          onChange={(frozen) => put({ frozen: frozen === null || frozen === 1 ? undefined : frozen })}
        />
      </div>
    </section>
  );
}

/** What rows are put in groups by. */
export function GroupChoice({ list }: { readonly list: List }) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const registry = useRegistry();
  const { config } = useWorkspace();
  const { entity, view, columns, address } = list;
  if (view && view.type !== 'table') return null;
  const state = address.state.state ?? {};
  const group = state.group as { readonly field?: unknown; readonly bucket?: unknown } | undefined;
  const chosen = typeof group?.field === 'string' ? group.field : undefined;
  const typeOf = ({ field }: ColumnConfig) => registry.fieldTypes.get(field.type);
  const offered = [
    ...columns,
    ...offeredColumns(entity, view).filter(({ path }) => !columns.some((column) => column.path === path)),
  ].filter((column) => typeOf(column)?.groupable && column.field.relation?.cardinality !== 'many');
  const put = (field: string | undefined) => {
    const { group: _, ...rest } = state;
    const column = field === undefined ? undefined : columnAt(config.entities, entity, field);
    const kind = column && typeOf(column)?.valueType(column.field.options).kind;
    const bucket = kind === 'date' || kind === 'datetime' ? { bucket: 'month' } : {};
    address.change({ state: field === undefined ? rest : { ...rest, group: { field, ...bucket } } });
  };
  return (
    <Select
      className="t-view-group"
      aria-label={t('views.groupBy')}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      placeholder={t('views.group')}
      value={chosen}
      onChange={(field: string | undefined) => put(field)}
      options={offered.map(({ path, label: text }) => ({ value: path, label: label(text, path) }))}
    />
  );
}
