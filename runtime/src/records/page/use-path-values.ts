import { useQuery } from '@tanstack/react-query';
import type { ColumnConfig, RecordBody } from '@tenon/model';
import { keys, useApi } from '../../api-client/index.ts';

/** The record with fields of records that it refers to; asked for only where a column is one. */
export function usePathValues(
  entity: string,
  record: RecordBody,
  columns: readonly ColumnConfig[],
): { readonly record: RecordBody; readonly pending: boolean } {
  const api = useApi();
  const paths = columns.map(({ path }) => path).filter((path) => path.includes('.'));
  const values = useQuery({
    queryKey: keys.recordPaths(entity, record.id, paths),
    queryFn: () => api.records.readPaths(entity, record.id, paths),
    enabled: paths.length > 0,
  });
  if (!values.data) return { record, pending: paths.length > 0 && values.isPending };
  return {
    record: { ...values.data, ...record, $titles: { ...values.data.$titles, ...record.$titles } },
    pending: false,
  };
}
