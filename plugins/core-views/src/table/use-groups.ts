import type { ViewAggregate, ViewColumnProps, ViewRow, ViewSource } from '@tenon/plugin-api';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { groupCondition } from './group-condition.ts';
import type { Line } from './lines.ts';
import type { GroupSetting } from './settings.ts';

/** Groups that one table shows. */
const mostGroups = 200;
/** So few groups are open from the start; of more, the first one is. */
const fewGroups = 4;
const pageSize = 50;

interface Page {
  readonly rows: readonly ViewRow[];
  readonly next: string | null;
  readonly loading: boolean;
  readonly error?: string;
}
interface Group {
  readonly id: string;
  readonly value: string | null;
  readonly title: string;
  readonly count: number;
  readonly totals: { readonly [column: string]: string | null };
}

export interface GroupsOptions {
  readonly source: ViewSource | undefined;
  readonly group: GroupSetting | undefined;
  readonly columns: readonly ViewColumnProps[];
  readonly texts: { readonly nothing: string; readonly moreGroups: string };
}
export interface Groups {
  readonly lines: readonly Line[];
  readonly loading: boolean;
  readonly toggle: (id: string) => void;
}

/** Groups with their subtotals from the server, and the rows of open ones, each paged on its own. */
export function useGroups({ source, group, columns, texts }: GroupsOptions): Groups {
  const [groups, setGroups] = useState<readonly Group[] | undefined>();
  const [more, setMore] = useState(false);
  const [error, setError] = useState<string>();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [pages, setPages] = useState<ReadonlyMap<string, Page>>(new Map());
  const [times, setTimes] = useState(0);
  const shownFor = useRef<string>(undefined);

  const asked = group && JSON.stringify(group);
  const summed = columns
    .filter(({ summable, key }) => summable && key !== group?.field)
    .map(({ key }) => key);
  const measured = summed.slice(0, 40).join(',');
  const kind = group && source?.field(group.field)?.kind;
  const active = source !== undefined && asked !== undefined;

  const load = useCallback(
    (
      one: { readonly id: string; readonly value: string | null },
      after: string | undefined,
      limit = pageSize,
    ) => {
      if (!source || asked === undefined) return;
      const put = (change: (before: Page | undefined) => Page) =>
        setPages((before) => new Map(before).set(one.id, change(before.get(one.id))));
      put((before) => ({ rows: before?.rows ?? [], next: before?.next ?? null, loading: true }));
      const where = groupCondition(JSON.parse(asked) as GroupSetting, kind, one.value);
      source.page({ where, limit, ...(after === undefined ? {} : { after }) }).then(
        ({ rows, next }) =>
          put((before) => ({
            rows: after === undefined ? rows : [...(before?.rows ?? []), ...rows],
            next,
            loading: false,
          })),
        (fault: unknown) =>
          put((before) => ({
            rows: before?.rows ?? [],
            next: before?.next ?? null,
            loading: false,
            error: textOf(fault),
          })),
      );
    },
    [source, asked, kind],
  );

  const state = useRef({ open, pages });
  useEffect(() => {
    state.current = { open, pages };
  });
  useEffect(() => {
    if (!source || asked === undefined || times < 0) return;
    const control = new AbortController();
    const setting = JSON.parse(asked) as GroupSetting;
    const fields = measured === '' ? [] : measured.split(',');
    const names = new Map(fields.map((field, at) => [`m${at}`, field]));
    source
      .aggregate(
        {
          groupBy: [{ id: 'g', field: setting.field, ...(setting.bucket ? { bucket: setting.bucket } : {}) }],
          measures: [
            { id: 'n', aggregate: 'count' },
            ...[...names].map(([id, field]) => ({ id, aggregate: 'sum' as const, field })),
          ],
          sort: [{ by: 'g', direction: 'asc' }],
          limit: mostGroups,
        },
        control.signal,
      )
      .then(
        (found) => {
          if (control.signal.aborted) return;
          const read = readGroups(found, names, texts.nothing, kind === 'id');
          setGroups(read);
          setMore(found.more);
          setError(undefined);
          const before = state.current;
          const first = shownFor.current !== asked;
          shownFor.current = asked;
          const opened = first
            ? new Set(read.slice(0, read.length <= fewGroups ? fewGroups : 1).map(({ id }) => id))
            : before.open;
          setOpen(opened);
          if (first) setPages(new Map());
          // Open groups are read again as far as they were.
          for (const one of read) {
            const held = first ? 0 : (before.pages.get(one.id)?.rows.length ?? 0);
            if (opened.has(one.id)) load(one, undefined, Math.min(Math.max(held, pageSize), 500));
          }
          if (!first)
            setPages(
              (kept) =>
                new Map([...kept].filter(([id]) => opened.has(id) && read.some((one) => one.id === id))),
            );
        },
        (fault: unknown) => {
          if (!control.signal.aborted) setError(textOf(fault));
        },
      );
    return () => control.abort();
  }, [source, asked, measured, texts.nothing, kind, load, times]);

  const toggle = useCallback(
    (id: string) => {
      const one = groups?.find((group) => group.id === id);
      if (!one) return;
      const next = new Set(open);
      if (!next.delete(id)) {
        next.add(id);
        if (!pages.has(id)) load(one, undefined);
      }
      setOpen(next);
    },
    [groups, open, pages, load],
  );
  const lines = useMemo((): readonly Line[] => {
    if (!active) return [];
    const retry = () => setTimes((before) => before + 1);
    if (error !== undefined) return [{ kind: 'note', id: 'error', text: error, onRetry: retry }];
    const all = (groups ?? []).flatMap((one): Line[] => {
      const isOpen = open.has(one.id);
      const header: Line = { kind: 'group', open: isOpen, ...one };
      if (!isOpen) return [header];
      const page = pages.get(one.id);
      const rows = (page?.rows ?? []).map((row): Line => ({ kind: 'row', id: row.id, row }));
      const end = `end:${one.id}`;
      if (page?.error !== undefined)
        return [
          header,
          ...rows,
          { kind: 'note', id: end, text: page.error, onRetry: () => load(one, undefined) },
        ];
      if (page?.next != null || (page?.loading && rows.length === 0)) {
        const next = page.next ?? undefined;
        return [
          header,
          ...rows,
          { kind: 'more', id: end, loading: page.loading, onMore: () => load(one, next) },
        ];
      }
      return [header, ...rows];
    });
    return more ? [...all, { kind: 'note', id: 'more-groups', text: texts.moreGroups }] : all;
  }, [active, groups, open, pages, more, error, load, texts.moreGroups]);
  return {
    lines,
    loading: active && groups === undefined && error === undefined,
    toggle,
  };
}

function readGroups(
  { rows }: ViewAggregate,
  names: ReadonlyMap<string, string>,
  nothing: string,
  titled: boolean,
): readonly Group[] {
  return rows.map(({ values, titles }) => {
    const value = values.g ?? null;
    return {
      id: value === null ? 'group' : `group:${value}`,
      value,
      // An id alone says nothing: the record is out of the reader's sight.
      title: titles.g ?? (titled && value !== null ? '–' : (value ?? nothing)),
      count: Number(values.n ?? 0),
      totals: Object.fromEntries([...names].map(([id, field]) => [field, values[id] ?? null])),
    };
  });
}

function textOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
