import { useQueries } from '@tanstack/react-query';
import type { Row } from '@tenon/expressions';
import { useMemo, useState } from 'react';
import { keys } from '../api-client/index.ts';
import { useRegistry } from '../registry/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { createCatalog } from './catalog.ts';
import { compileConditions, type DecidedForm } from './conditions.ts';
import type { RecordFormProps } from './record-form.tsx';

/** The form with its conditions decided for the present values; decided again with every change. */
export function useDecidedForm({
  form,
  entity,
  values,
}: Pick<RecordFormProps, 'form' | 'entity' | 'values'>): DecidedForm {
  const registry = useRegistry();
  const { config, user, read } = useWorkspace();
  const catalog = useMemo(() => createCatalog(config, registry), [config, registry]);
  const conditions = useMemo(
    () => compileConditions({ form, entity, rules: registry.rules, catalog }),
    [form, entity, registry, catalog],
  );
  // One moment for the life of the form: fields must not vanish because a minute passed.
  const [now] = useState(() => new Date().toISOString());

  const wanted = conditions.reaches.flatMap(({ field, entity: target }) => {
    const id = values[field];
    return typeof id === 'string' ? [{ entity: target, id }] : [];
  });
  const answers = useQueries({
    queries: wanted.map((reach) => ({
      queryKey: keys.record(reach.entity, reach.id),
      queryFn: () => read(reach.entity, reach.id),
      retry: false,
    })),
  });
  const rows = new Map<string, Row>();
  wanted.forEach((reach, index) => {
    const row = answers[index]?.data;
    if (row) rows.set(`${reach.entity} ${reach.id}`, row);
  });
  return conditions.decide(values, {
    now,
    timeZone: config.organisation.timeZone,
    viewer: { id: user.id },
    related: (target, id) => rows.get(`${target} ${id}`),
  });
}
