import type { Language } from '@tenon/documents';
import type { ViewColumnProps, ViewSource } from '@tenon/plugin-api';
import { useEffect, useMemo, useState } from 'react';
import { choiceGroups, type Group, recordGroups } from '../groups.ts';

/** The groups of a field; undefined while they are being read. `field` and `source` are told apart by what they are about. */
export function useGroups(
  field: ViewColumnProps | undefined,
  source: ViewSource,
  language: Language,
  none: string,
): readonly Group[] | undefined {
  const [read, setRead] = useState<readonly Group[]>();
  const related = field?.relatedTo !== undefined;
  useEffect(() => {
    if (!field || !related) return;
    const abort = new AbortController();
    recordGroups(field, source, none, abort.signal)
      .then(
        (groups) => !abort.signal.aborted && setRead((before) => (same(before, groups) ? before : groups)),
      )
      .catch(() => !abort.signal.aborted && setRead((before) => before ?? []));
    return () => abort.abort();
  }, [field, related, source, none]);
  const written = useMemo(
    () => (field && !related ? choiceGroups(field, language, none) : undefined),
    [field, related, language, none],
  );
  if (!field) return [];
  return related ? read : written;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
