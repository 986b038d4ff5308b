import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RecordBody } from '@tenon/model';
import { useState } from 'react';
import { ApiError, keys, useApi, type Values } from '../api-client/index.ts';

/** Somebody else saved first. */
export interface Conflict {
  /** What this user wanted to save. */
  readonly mine: Values;
  /** The record when editing began, and as it is now. */
  readonly base: RecordBody;
  readonly theirs: RecordBody;
}

/** Saves changes of a record; a lost race is told with both sides instead of overwriting either. */
export function useSaveRecord(entity: string, onSaved: (record: RecordBody) => void) {
  const api = useApi();
  const queries = useQueryClient();
  const [conflict, setConflict] = useState<Conflict>();
  const save = useMutation({
    mutationFn: ({
      base,
      values,
      version,
    }: {
      readonly base: RecordBody;
      readonly values: Values;
      readonly version?: number;
    }) => api.records.update(entity, base.id, version ?? base.version, values),
    onSuccess: async (saved) => {
      setConflict(undefined);
      await queries.invalidateQueries({ queryKey: keys.records(entity) });
      onSaved(saved);
    },
    onError: async (error, { base, values }) => {
      if (!(error instanceof ApiError) || error.status !== 409) return;
      const theirs =
        error.problem.current ?? (await api.records.read(entity, base.id).catch(() => undefined));
      if (theirs) setConflict({ mine: values, base, theirs });
    },
  });
  return { save, conflict, dropConflict: () => setConflict(undefined) };
}

/** The values that differ from the record: what a merge patch needs to say. */
export function changedValues(values: Values, record: RecordBody): Values {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([field, value]) => JSON.stringify(value ?? null) !== JSON.stringify(record[field] ?? null),
    ),
  );
}
