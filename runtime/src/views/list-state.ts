import type { Expression } from '@tenon/documents';
import type { SavedViewContent } from '@tenon/model';
import type { ViewSort, ViewState } from '@tenon/plugin-api';
import { useSearchParams } from 'react-router';

export type Sort = ViewSort;

/** What a reader settled about a list; what is absent is as configured. */
export interface ListState {
  readonly search: string;
  readonly filter: Expression | undefined;
  /** A condition that a link brought along, such as "tasks of this account". */
  readonly where: Expression | undefined;
  readonly sort: readonly Sort[] | undefined;
  readonly columns: readonly string[] | undefined;
  /** What the view type keeps: groups, widths, height of rows. */
  readonly state: ViewState | undefined;
}

/** The part of a list's state that a saved view holds. */
export const savedParts = ['filter', 'sort', 'columns', 'state'] as const;
type SavedPart = (typeof savedParts)[number];

/** Writes a part as a parameter; '' says "nothing", where a saved view says something. */
const writers: { readonly [P in SavedPart]: (state: ListState) => string } = {
  filter: ({ filter }) => (filter === undefined ? '' : JSON.stringify(filter)),
  sort: ({ sort = [] }) => writtenSort(sort),
  columns: ({ columns = [] }) => columns.join(','),
  state: ({ state }) => (state && Object.keys(state).length > 0 ? JSON.stringify(state) : ''),
};

export interface ListAddress {
  readonly state: ListState;
  /** Id of the saved view that the state starts from. */
  readonly saved: string | undefined;
  /** Parts that differ from the saved view. */
  readonly modified: boolean;
  /** Whether the address says anything: it goes before a reader's default view. */
  readonly given: boolean;
  readonly change: (change: Partial<ListState>) => void;
  /** Starts from another saved view, or from none. */
  readonly startFrom: (saved: string | undefined) => void;
}

/**
 * What a list shows is in its address: the saved view that it starts from, and what is different from it. It can be sent
 * to a colleague, and the back button goes back.
 */
export function useListState(base?: SavedViewContent, from?: string): ListAddress {
  const [params, setParams] = useSearchParams();
  const saved = params.get('saved') ?? undefined;
  const state: ListState = {
    search: params.get('search') ?? '',
    where: read(params.get('where')) as Expression | undefined,
    filter: params.has('filter') ? (read(params.get('filter')) as Expression | undefined) : base?.filter,
    sort: params.has('sort') ? readSort(params.get('sort')) : base?.sort,
    columns: params.has('columns') ? readList(params.get('columns')) : base?.columns,
    state: params.has('state') ? asState(read(params.get('state'))) : base?.state,
  };
  const change = (changes: Partial<ListState>) => {
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        // A default view is not in the address until something differs from it.
        if (from !== undefined) next.set('saved', from);
        const changed = { ...state, ...changes };
        const put = (name: string, text: string, keepEmpty: boolean) => {
          if (text === '' && !keepEmpty) next.delete(name);
          else next.set(name, text);
        };
        put('search', changed.search, false);
        put('where', changed.where === undefined ? '' : JSON.stringify(changed.where), false);
        for (const part of savedParts) {
          if (part in changes) put(part, writers[part](changed), base?.[part] !== undefined);
        }
        return next;
      },
      { replace: true },
    );
  };
  return {
    state,
    saved,
    modified: savedParts.some((part) => params.has(part)),
    given: ['saved', 'search', 'where', ...savedParts].some((part) => params.has(part)),
    change,
    startFrom: (id) => setParams(id === undefined ? {} : { saved: id }),
  };
}

/** As addresses and queries have it: `-close_value,number`. */
export function writtenSort(sort: readonly Sort[]): string {
  return sort.map(({ field, direction }) => (direction === 'desc' ? `-${field}` : field)).join(',');
}

function read(text: string | null): unknown {
  if (text === null || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asState(value: unknown): ViewState | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as ViewState)
    : undefined;
}

function readList(text: string | null): readonly string[] | undefined {
  const paths = (text ?? '').split(',').filter((path) => path !== '');
  return paths.length === 0 ? undefined : paths;
}

function readSort(text: string | null): readonly Sort[] | undefined {
  return readList(text)?.map(
    (key): Sort =>
      key.startsWith('-') ? { field: key.slice(1), direction: 'desc' } : { field: key, direction: 'asc' },
  );
}
