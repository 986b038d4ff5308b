import type { Expression } from '@tenon/documents';
import { useSearchParams } from 'react-router';
import { emptyFilter, type Filter } from './filter-expression.ts';

export interface Sort {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
}

export interface ListState {
  readonly search: string;
  readonly filter: Filter;
  /** A condition that a link brought along, such as "tasks of this account". */
  readonly where: Expression | undefined;
  readonly sort: Sort | undefined;
}

/** What a list shows is in its address: it can be sent to a colleague, and the back button goes back. */
export function useListState(): readonly [ListState, (change: Partial<ListState>) => void] {
  const [params, setParams] = useSearchParams();
  const state: ListState = {
    search: params.get('search') ?? '',
    filter: (read(params.get('filter')) as Filter | undefined) ?? emptyFilter,
    where: read(params.get('where')) as Expression | undefined,
    sort: readSort(params.get('sort')),
  };
  const change = (changes: Partial<ListState>) => {
    const next = { ...state, ...changes };
    const written = {
      search: next.search,
      filter: next.filter.rules.length === 0 ? '' : JSON.stringify(next.filter),
      where: next.where === undefined ? '' : JSON.stringify(next.where),
      sort: next.sort ? `${next.sort.direction === 'desc' ? '-' : ''}${next.sort.field}` : '',
    };
    setParams(new URLSearchParams(Object.entries(written).filter(([, value]) => value !== '')), {
      replace: true,
    });
  };
  return [state, change];
}

function read(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readSort(text: string | null): Sort | undefined {
  if (text === null || text === '') return undefined;
  return text.startsWith('-')
    ? { field: text.slice(1), direction: 'desc' }
    : { field: text, direction: 'asc' };
}
