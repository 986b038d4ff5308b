import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Expression } from '@tenon/documents';
import type { ColumnConfig, EntityConfig, ViewConfig } from '@tenon/model';
import type { ViewSort, ViewState } from '@tenon/plugin-api';
import { useNavigate } from 'react-router';
import { keys, useApi } from '../../api-client/index.ts';
import { recordHref } from '../../workspace/index.ts';
import { useViewSource } from '../use-view-source.tsx';
import { ViewFrame } from '../view-frame.tsx';
import { useBoardSource } from './use-board-source.tsx';

export interface BoardFrameProps {
  readonly entity: EntityConfig;
  readonly view: ViewConfig;
  readonly columns: readonly ColumnConfig[];
  readonly where: Expression | undefined;
  readonly search: string;
  readonly sort: readonly ViewSort[];
  readonly state: ViewState | undefined;
  readonly onState: (state: ViewState) => void;
}

/** A view that reads what is in sight by itself, and on which records are moved about. */
export function BoardFrame({ entity, view, columns, where, search, sort, state, onState }: BoardFrameProps) {
  const navigate = useNavigate();
  const updatedAt = useNews(entity.id, where, search);
  const source = useViewSource({ entity, where, search, sort, columns, updatedAt });
  const [board, dialog] = useBoardSource(entity, source);
  return (
    <div className="t-view">
      <ViewFrame
        type={view.type}
        columns={columns}
        records={[]}
        titleField={entity.titleField}
        onSort={() => undefined}
        hasMore={false}
        loading={false}
        onMore={() => undefined}
        onOpen={(id) => void navigate(recordHref(entity.id, id))}
        selected={[]}
        options={view.options}
        {...(state ? { state } : {})}
        onState={onState}
        source={board}
      />
      {dialog}
    </div>
  );
}

/**
 * When the records of a view were looked at last: live updates make every list of the entity stale, and the smallest page
 * there is tells that there may be news.
 */
function useNews(entity: string, where: Expression | undefined, search: string): number {
  const api = useApi();
  const text = search.trim();
  const query = {
    limit: 1,
    fields: ['id'],
    ...(where === undefined ? {} : { where }),
    ...(text === '' ? {} : { search: text }),
  };
  const { dataUpdatedAt } = useQuery({
    queryKey: keys.recordList(entity, { ...query, news: true }),
    queryFn: ({ signal }) => api.records.query(entity, query, signal),
    placeholderData: keepPreviousData,
  });
  return dataUpdatedAt;
}
