import { useQueries } from '@tanstack/react-query';
import type { Row } from '@tenon/expressions';
import type { EntityConfig, FieldConfig, RecordBody, RuleConfig } from '@tenon/model';
import { useMemo, useState } from 'react';
import { keys } from '../api-client/index.ts';
import { useRegistry } from '../registry/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { createCatalog } from './catalog.ts';
import { compileConditions, type DecidedForm, type Situation } from './conditions.ts';
import { compileConstraints, narrowedFields } from './constraints.ts';
import type { RecordFormProps } from './record-form.tsx';

export interface DecidedRecordForm extends DecidedForm {
  /** The fields of the form, with the choices that are left. */
  readonly fields: readonly FieldConfig[];
  /** Rules that some values would break, as far as the browser can tell. */
  readonly broken: (values: Row) => readonly RuleConfig[];
  /** Fields that some values would make required. */
  readonly requiredBy: (values: Row) => ReadonlySet<string>;
}

/** The form with its conditions decided for the present values; decided again with every change. */
export function useDecidedForm({
  form,
  entity,
  fields,
  values,
  base,
}: Pick<RecordFormProps, 'form' | 'entity' | 'fields' | 'values' | 'base'>): DecidedRecordForm {
  const registry = useRegistry();
  const { config } = useWorkspace();
  const known = config.entities[entity];
  const catalog = useMemo(() => createCatalog(config, registry), [config, registry]);
  const conditions = useMemo(
    () => compileConditions({ form, entity, rules: registry.rules, catalog }),
    [form, entity, registry, catalog],
  );
  const constraints = useMemo(
    () =>
      base === undefined || !known
        ? undefined
        : compileConstraints({
            constraints: known.constraints,
            base,
            entity,
            rules: registry.rules,
            catalog,
          }),
    [base, known, entity, registry, catalog],
  );
  const situation = useSituation(values, [conditions, ...(constraints ? [constraints] : [])]);
  const narrowed = useMemo(
    () => (base === undefined || !known ? fields : narrowedFields(known, fields, values, base)),
    [base, known, fields, values],
  );

  const decided = conditions.decide(values, situation);
  const required = constraints?.required(values, situation);
  const readOnly = constraints?.readOnly(values, situation);
  return {
    sections: decided.sections.map((section) => ({
      ...section,
      fields: section.fields.map((one) => ({
        ...one,
        required: one.required || required?.has(one.field) === true,
        readOnly: one.readOnly || readOnly?.has(one.field) === true,
      })),
    })),
    fields: narrowed,
    requiredBy: (entered) => constraints?.required(entered, situation) ?? new Set(),
    broken: (entered) => constraints?.broken(entered, situation) ?? [],
  };
}

/** Fields of a record as it is that its conditions keep from being changed. */
export function useLocked(entity: EntityConfig, record: RecordBody): ReadonlySet<string> {
  const fields = useDecidedRecord(entity, record).sections.flatMap((section) => section.fields);
  return new Set(fields.filter(({ readOnly }) => readOnly).map(({ field }) => field));
}

/** What the conditions of its fields say of a record as it is. */
export function useDecidedRecord(entity: EntityConfig, record: RecordBody): DecidedRecordForm {
  const { conditions } = entity.constraints;
  const form = useMemo(() => {
    const fields = Object.keys(conditions).map((field) => ({ field, span: 1 }));
    return { schema: {}, sections: [{ id: 'all', columns: 1, fields }] };
  }, [conditions]);
  return useDecidedForm({ form, entity: entity.id, fields: entity.fields, values: record, base: record });
}

interface Needs {
  readonly reaches: readonly {
    readonly from: 'record' | 'viewer';
    readonly field: string;
    readonly entity: string;
  }[];
  readonly readsViewer: boolean;
}

/** What conditions look at beside the values: related records and the viewer's own, fetched as they are needed. */
function useSituation(values: Row, needs: readonly Needs[]): Situation {
  const { config, user, read } = useWorkspace();
  // One moment for the life of the form: fields must not vanish because a minute passed.
  const [now] = useState(() => new Date().toISOString());
  const fetched = (reaches: readonly { readonly entity: string; readonly id: string }[]) => ({
    queries: reaches.map((reach) => ({
      queryKey: keys.record(reach.entity, reach.id),
      queryFn: () => read(reach.entity, reach.id),
      retry: false,
    })),
  });
  const readsViewer = needs.some((one) => one.readsViewer);
  const [self] = useQueries(fetched(readsViewer ? [{ entity: 'user', id: user.id }] : []));
  const viewer = self?.data;

  const wanted = needs
    .flatMap(({ reaches }) => reaches)
    .flatMap(({ from, field, entity }) => {
      const id = (from === 'viewer' ? viewer : values)?.[field];
      return typeof id === 'string' ? [{ entity, id }] : [];
    });
  const answers = useQueries(fetched(wanted));
  const rows = new Map<string, Row>();
  wanted.forEach((reach, index) => {
    const row = answers[index]?.data;
    if (row) rows.set(`${reach.entity} ${reach.id}`, row);
  });
  return {
    now,
    timeZone: config.organisation.timeZone,
    viewer: viewer ?? { id: user.id },
    viewerKnown: viewer !== undefined,
    related: (target, id) => rows.get(`${target} ${id}`),
  };
}
