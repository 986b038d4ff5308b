import { useQueryClient } from '@tanstack/react-query';
import type { Expression } from '@tenon/documents';
import type { ColumnConfig, EntityConfig } from '@tenon/model';
import type { ViewRow, ViewSort, ViewSource } from '@tenon/plugin-api';
import { App, Button } from 'antd';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, keys, useApi } from '../api-client/index.ts';
import { placeErrors } from '../forms/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { useErrorText } from '../pages/index.ts';
import { useRegistry } from '../registry/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { columnAt } from './columns.ts';
import { columnProps, viewRow } from './view-rows.ts';

export interface ViewSourceOptions {
  readonly entity: EntityConfig;
  /** All that must hold for what the view shows. */
  readonly where: Expression | undefined;
  readonly search: string;
  readonly sort: readonly ViewSort[];
  readonly columns: readonly ColumnConfig[];
  /** When the list was read last. */
  readonly updatedAt: number;
}

/** How long the way back after a change is offered, in seconds. */
const undoFor = 8;

/** The records of a list for view types that page on their own or change records. */
export function useViewSource(options: ViewSourceOptions): ViewSource {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const api = useApi();
  const queries = useQueryClient();
  const text = useErrorText();
  const registry = useRegistry();
  const { config } = useWorkspace();
  const { message } = App.useApp();
  const { entity, updatedAt } = options;
  const given = useRef(options);
  useLayoutEffect(() => {
    given.current = options;
  });
  // Another object only when it gives something else: views read anew with it.
  const about = JSON.stringify([
    entity.id,
    options.where ?? null,
    options.search.trim(),
    options.sort,
    options.columns.map(({ path }) => path),
  ]);
  return useMemo((): ViewSource => {
    const within = (condition: Expression | undefined) => {
      const { where, search } = given.current;
      const parts = [where, condition].filter((part) => part !== undefined);
      return {
        ...(parts.length === 0 ? {} : { where: parts.length === 1 ? parts[0] : { and: parts } }),
        ...(search.trim() === '' ? {} : { search: search.trim() }),
      };
    };
    const mayUpdate = entity.actions.includes('update');
    const rules = { fieldTypes: registry.fieldTypes, mayUpdate };
    const changed = () => queries.invalidateQueries({ queryKey: keys.records(entity.id) });
    const write = async (id: string, version: number, values: { readonly [field: string]: unknown }) => {
      try {
        return await api.records.update(entity.id, id, version, values);
      } catch (error) {
        if (!(error instanceof ApiError)) throw new Error(text(error), { cause: error });
        if (error.status === 409) await changed();
        const placed = placeErrors(error, Object.keys(values));
        const said = Object.values(placed.fields).flat();
        throw new Error(said.length > 0 ? said.join(' ') : text(error), { cause: error });
      }
    };
    return {
      entity: entity.id,
      revision: `${about}@${updatedAt}`,
      may: {
        create: entity.actions.includes('create'),
        update: mayUpdate,
        delete: entity.actions.includes('delete'),
      },
      field(path) {
        const column = columnAt(config.entities, entity, path);
        return column && columnProps(column, label, rules);
      },
      async page({ where: condition, sort: order, fields = [], limit = 50, after }, signal) {
        const { columns, sort } = given.current;
        const paths = [...new Set([...columns.map(({ path }) => path), ...fields, entity.titleField])];
        const page = await api.records.query(
          entity.id,
          {
            ...within(condition),
            fields: paths,
            sort: order ?? sort,
            titles: true,
            limit,
            ...(after === undefined ? {} : { after }),
          },
          signal,
        );
        return {
          next: page.next,
          rows: page.items.map((item) => viewRow(item, paths, entity.titleField, t('records.unlabelled'))),
        };
      },
      aggregate: ({ where: condition, ...query }, signal) =>
        api.records.aggregate(entity.id, { ...query, ...within(condition) }, signal),
      async update(row: ViewRow, values) {
        const before = Object.fromEntries(
          Object.keys(values).map((field) => [field, row.values[field] ?? null]),
        );
        const saved = await write(row.id, row.version, values);
        await changed();
        if (saved.version === row.version) return;
        const key = `undo-${row.id}-${saved.version}`;
        const undo = () => {
          message.destroy(key);
          write(row.id, saved.version, before)
            .then(changed)
            .catch((error: unknown) => void message.error(text(error)));
        };
        void message.success({
          key,
          duration: undoFor,
          content: (
            <>
              {t('views.savedOf', { title: row.title })}
              <Button type="link" size="small" onClick={undo}>
                {t('views.undo')}
              </Button>
            </>
          ),
        });
      },
    };
  }, [about, updatedAt, entity, api, queries, registry, config, label, text, t, message]);
}
