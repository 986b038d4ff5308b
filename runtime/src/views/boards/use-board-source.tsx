import { useQueryClient } from '@tanstack/react-query';
import type { EntityConfig, RecordBody } from '@tenon/model';
import type { ViewRow, ViewSource } from '@tenon/plugin-api';
import { type ReactNode, useMemo, useState } from 'react';
import { ApiError, keys, useApi, type Values } from '../../api-client/index.ts';
import { stageMoves } from '../../forms/index.ts';
import { missingFor } from '../../records/stages/missing.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { CreateDialog } from './create-dialog.tsx';

type Asking =
  | {
      readonly what: 'change';
      readonly record: RecordBody;
      readonly values: Values;
      readonly fields: readonly string[];
      readonly done: (went: boolean) => void;
    }
  | { readonly what: 'create'; readonly values: Values; readonly done: (went: boolean) => void };

/**
 * The source of a view on which records are moved about: it knows the transitions of stages beforehand, asks for what a
 * move needs, and creates records where the reader points. The second part of the answer has to be shown.
 */
export function useBoardSource(entity: EntityConfig, source: ViewSource): readonly [ViewSource, ReactNode] {
  const api = useApi();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<Asking>();
  const board = useMemo((): ViewSource => {
    const { stages } = entity.constraints;
    const stageTo = (row: ViewRow, values: Values): string | undefined => {
      const to = stages ? values[stages.field] : undefined;
      return typeof to === 'string' && row.values[stages?.field ?? ''] !== to ? to : undefined;
    };
    const ask = (record: RecordBody, values: Values, fields: readonly string[]) =>
      new Promise<boolean>((done) => setAsking({ what: 'change', record, values, fields, done }));
    return {
      ...source,
      field(path) {
        const column = source.field(path);
        const field = entity.fields.find(({ id }) => id === path);
        if (!column || !field) return column;
        const { relation } = field;
        return relation?.cardinality === 'one' ? { ...column, relatedTo: relation.entity } : column;
      },
      allows(row, values) {
        if (!stages || !Object.hasOwn(values, stages.field)) return true;
        const from = row.values[stages.field];
        // A record that was in no stage yet may begin where records begin.
        if (typeof from !== 'string') return stages.initial?.includes(String(values[stages.field])) ?? true;
        return stageMoves(entity.constraints, from).includes(String(values[stages.field]));
      },
      async change(row, values) {
        const to = stageTo(row, values);
        const asks =
          to !== undefined &&
          stages?.transitions.some((one) => one.to.includes(to) && one.required.length > 0);
        if (to !== undefined && asks) {
          // What the move asks for may not be among what the board shows.
          const record = await api.records.read(entity.id, row.id);
          // What conditions ask for on top the server says.
          const missing = missingFor(entity, record, to, () => new Set());
          if (missing.length > 0) return ask({ ...record, version: row.version }, values, missing);
        }
        try {
          await source.update(row, values);
          return true;
        } catch (error) {
          // What the server alone could tell is asked for as well.
          const due = requiredBy(error, entity);
          if (due.length === 0) throw error;
          return ask(await api.records.read(entity.id, row.id), values, due);
        }
      },
      ...(source.may.create
        ? {
            create: (values: Values) =>
              new Promise<boolean>((done) => setAsking({ what: 'create', values, done })),
          }
        : {}),
    };
  }, [source, entity, api]);

  const end = (went: boolean) => {
    setAsking(undefined);
    asking?.done(went);
    if (went) void queries.invalidateQueries({ queryKey: keys.records(entity.id) });
  };
  const dialog =
    asking === undefined ? null : asking.what === 'create' ? (
      <CreateDialog entity={entity} start={asking.values} onDone={end} />
    ) : (
      <ChangeDialog
        entity={entity}
        record={asking.record}
        values={asking.values}
        fields={asking.fields}
        onDone={end}
      />
    );
  return [board, dialog];
}

/** Fields that a refusal asks for. */
function requiredBy(error: unknown, entity: EntityConfig): readonly string[] {
  const cause = error instanceof Error && error.cause instanceof ApiError ? error.cause : error;
  if (!(cause instanceof ApiError)) return [];
  return (cause.problem.errors ?? []).flatMap(({ code, pointer }) => {
    const field = entity.fields.find(({ id }) => pointer.split('/').at(-1) === id);
    return code === 'required' && field && !field.readOnly ? [field.id] : [];
  });
}
