import { useQuery } from '@tanstack/react-query';
import type { Expression } from '@tenon/documents';
import type { ColumnConfig, EntityConfig, SavedViewBody, ViewConfig } from '@tenon/model';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { keys, useApi } from '../api-client/index.ts';
import { createCatalog } from '../forms/catalog.ts';
import { useRegistry } from '../registry/index.ts';
import { pruneRules } from '../rule-builder/prune.ts';
import { useWorkspace } from '../workspace/index.ts';
import { columnAt, configuredColumns } from './columns.ts';
import { type ListAddress, type Sort, useListState } from './list-state.ts';

/** In the address: the list as configured, although the reader has a default view. */
export const configured = 'configured';

export interface Lost {
  readonly columns: number;
  readonly sort: number;
  readonly filter: number;
}

/** A list as it is to be shown: what is configured, what a saved view says, and what the address says. */
export interface List {
  readonly entity: EntityConfig;
  readonly view: ViewConfig | undefined;
  readonly address: ListAddress;
  readonly columns: readonly ColumnConfig[];
  readonly sort: readonly Sort[];
  /** All that must hold. */
  readonly where: Expression | undefined;
  /** What of it the reader set, in its usable part. */
  readonly filter: Expression | undefined;
  readonly savedViews: readonly SavedViewBody[];
  readonly current: SavedViewBody | undefined;
  /** The address names a saved view that is not there. */
  readonly missing: boolean;
  /** Parts that name what is gone or hidden. */
  readonly lost: Lost;
  readonly ready: boolean;
}

const none: readonly SavedViewBody[] = [];
/** What tells that a condition names something that is not there; anything else the server is to judge. */
const gone: ReadonlySet<string> = new Set([
  'unknown-field',
  'not-walkable',
  'not-a-relation',
  'unknown-segment',
  'unknown-operator',
]);

export function useList(entity: EntityConfig, view: ViewConfig | undefined): List {
  const api = useApi();
  const registry = useRegistry();
  const { config } = useWorkspace();
  const [params] = useSearchParams();
  const asked = params.get('saved');
  const kept = useQuery({
    queryKey: keys.savedViews(entity.id),
    queryFn: () => api.savedViews.list(entity.id),
    staleTime: 60_000,
  });
  const savedViews = kept.data ?? none;
  const stands = view?.id ?? null;
  const anything = [...params.keys()].length > 0;
  const current =
    asked === null
      ? anything
        ? undefined
        : savedViews.find((one) => one.isDefault && one.view === stands)
      : savedViews.find(({ id }) => id === asked);
  const address = useListState(current?.content, current?.id);
  const { state } = address;

  const catalog = useMemo(() => createCatalog(config, registry), [config, registry]);
  const filterText = state.filter === undefined ? undefined : JSON.stringify(state.filter);
  const pruned = useMemo(() => {
    if (filterText === undefined) return { kept: undefined, dropped: 0 };
    const isSound = (expression: Expression) =>
      registry.rules
        .parse(expression, { catalog, entity: entity.id, names: { viewer: 'user' } }, 'condition')
        .problems.every(({ code }) => !gone.has(code));
    return pruneRules(JSON.parse(filterText) as Expression, isSound);
  }, [filterText, registry, catalog, entity.id]);

  const columnsText = state.columns?.join(',');
  const chosen = useMemo(
    () =>
      columnsText
        ?.split(',')
        .map(
          (path) =>
            view?.columns.find((column) => column.path === path) ?? columnAt(config.entities, entity, path),
        ),
    [columnsText, view, config.entities, entity],
  );
  const columns = useMemo(() => {
    const known = chosen?.filter((column) => column !== undefined) ?? [];
    return known.length > 0 ? known : configuredColumns(entity, view);
  }, [chosen, entity, view]);
  const wanted = state.sort;
  const sort = wanted
    ? wanted.filter(({ field }) => columnAt(config.entities, entity, field)?.field.sortable)
    : (view?.sort ?? []);
  return {
    entity,
    view,
    address,
    columns,
    sort,
    where: allOf([view?.where, state.where, pruned.kept]),
    filter: pruned.kept,
    savedViews,
    current,
    missing: kept.isSuccess && asked !== null && asked !== configured && !current,
    lost: {
      columns: chosen?.filter((column) => column === undefined).length ?? 0,
      sort: wanted ? wanted.length - sort.length : 0,
      filter: pruned.dropped,
    },
    // Without an answer the list is shown as configured.
    ready: !kept.isPending,
  };
}

/** Conditions that must all hold. */
export function allOf(conditions: readonly (Expression | undefined)[]): Expression | undefined {
  const parts = conditions.filter((part) => part !== undefined);
  return parts.length < 2 ? parts[0] : { and: parts };
}
