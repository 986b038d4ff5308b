import type { EntityConfig, PageConfig, RecordBody } from '@tenon/model';
import { useMemo } from 'react';
import { useDecidedForm } from '../../forms/index.ts';

/** Sections whose condition holds for the record as it is, as `tab section`. */
export function useShownSections(
  entity: EntityConfig,
  record: RecordBody,
  page: PageConfig | undefined,
): ReadonlySet<string> {
  const form = useMemo(() => {
    const sections = (page?.tabs ?? []).flatMap((tab) =>
      tab.sections.map(({ id, visible }) => ({
        id: `${tab.id} ${id}`,
        columns: 1,
        fields: [{ field: 'id', span: 1 }],
        ...(visible !== undefined && { visible }),
      })),
    );
    return { schema: {}, sections };
  }, [page]);
  const decided = useDecidedForm({
    form,
    entity: entity.id,
    fields: entity.fields,
    values: record,
    base: record,
  });
  return new Set(decided.sections.map(({ id }) => id));
}
