import { useQuery } from '@tanstack/react-query';
import type { EntityConfig, FieldConfig, RecordBody, StageTimes } from '@tenon/model';
import { Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, keys, useApi, type Values } from '../../api-client/index.ts';
import { narrowedFields, stageMoves, useDecidedRecord } from '../../forms/index.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatDuration } from '../../theme/index.ts';
import { useWorkspace } from '../../workspace/index.ts';
import { ConflictDialog } from '../conflict-dialog.tsx';
import { useSaveRecord } from '../use-save-record.ts';
import { missingFor } from './missing.ts';
import { MoveDialog } from './move-dialog.tsx';

/** The way of a record through its stages: where it is, how long it was where, and where it can go from here. */
export function StageBar({ entity, record }: { readonly entity: EntityConfig; readonly record: RecordBody }) {
  const { stages } = entity.constraints;
  const field = entity.fields.find(({ id }) => id === stages?.field);
  return field && Object.hasOwn(record, field.id) ? (
    <Bar key={record.version} entity={entity} field={field} record={record} />
  ) : null;
}

interface BarProps {
  readonly entity: EntityConfig;
  readonly field: FieldConfig;
  readonly record: RecordBody;
}

function Bar({ entity, field, record }: BarProps) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { locale } = useWorkspace();
  const api = useApi();
  const times = useQuery({
    queryKey: keys.recordStages(entity.id, record.id),
    queryFn: () => api.records.stageTimes(entity.id, record.id),
  });
  const [asked, setAsked] = useState<{ readonly to: string; readonly fields: readonly string[] }>();
  const { save, conflict, dropConflict } = useSaveRecord(entity.id, () => setAsked(undefined));
  const { requiredBy } = useDecidedRecord(entity, record);
  const present = record[field.id];
  const mayChange = entity.actions.includes('update') && !field.readOnly;
  const moves = mayChange ? stageMoves(entity.constraints, present) : [];
  const move = (to: string, values: Values = {}) =>
    save.mutate(
      { base: record, values: { ...values, [field.id]: to } },
      {
        // What the server alone could tell is asked for as well.
        onError: (error) => {
          const fields = fieldsIn(error, entity).filter((id) => id !== field.id);
          setAsked({ to, fields: [...new Set([...missingFor(entity, record, to, requiredBy), ...fields])] });
        },
      },
    );
  const begin = (to: string) => {
    save.reset();
    const fields = missingFor(entity, record, to, requiredBy);
    if (fields.length > 0) setAsked({ to, fields });
    else move(to);
  };
  return (
    <>
      <nav className="t-stages" aria-label={label(field.label, field.id)}>
        <ol>
          {stagesOf(entity, field, record, label).map(({ id, name }) => {
            const stay = times.data?.stays.find((one) => one.stage === id);
            return (
              <li key={id} data-state={stateOf(id, present, stay)}>
                <Stage
                  name={name}
                  stay={stay && formatDuration(stay.seconds, locale)}
                  isPresent={id === present}
                  isOpen={moves.includes(id)}
                  isBusy={save.isPending}
                  onMove={() => begin(id)}
                  hint={t('stages.moveTo', { stage: name })}
                />
              </li>
            );
          })}
        </ol>
      </nav>
      {asked && !conflict && (
        <MoveDialog
          entity={entity}
          record={record}
          stage={nameOf(field, asked.to, label)}
          to={asked.to}
          fields={asked.fields}
          error={save.error}
          pending={save.isPending}
          onMove={(values) => move(asked.to, values)}
          onClose={() => setAsked(undefined)}
        />
      )}
      {conflict && (
        <ConflictDialog
          entity={entity}
          conflict={conflict}
          saving={save.isPending}
          onKeepMine={() =>
            save.mutate({ base: record, values: conflict.mine, version: conflict.theirs.version })
          }
          onTakeTheirs={() => {
            dropConflict();
            setAsked(undefined);
          }}
        />
      )}
    </>
  );
}

interface StageProps {
  readonly name: string;
  readonly stay: string | undefined;
  readonly isPresent: boolean;
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  readonly hint: string;
  readonly onMove: () => void;
}

function Stage({ name, stay, isPresent, isOpen, isBusy, hint, onMove }: StageProps) {
  const { t } = useTranslation();
  const inside = (
    <>
      <span className="t-stage-name">{name}</span>
      {stay !== undefined && <span className="t-stage-stay">{stay}</span>}
    </>
  );
  if (!isOpen) {
    return (
      <span
        className="t-stage"
        {...(isPresent ? { 'aria-current': 'step' as const } : { title: t('stages.closed') })}
      >
        {inside}
      </span>
    );
  }
  return (
    <Tooltip title={hint}>
      <button type="button" className="t-stage" disabled={isBusy} onClick={onMove}>
        {inside}
      </button>
    </Tooltip>
  );
}

type Stay = StageTimes['stays'][number] | undefined;

function stateOf(stage: string, present: unknown, stay: Stay): 'present' | 'past' | 'ahead' {
  if (stage === present) return 'present';
  return stay ? 'past' : 'ahead';
}

/** Stages in order, without those that records of this type do not have. */
function stagesOf(
  entity: EntityConfig,
  field: FieldConfig,
  record: RecordBody,
  label: Label,
): readonly { readonly id: string; readonly name: string }[] {
  const withoutStages = { ...entity, constraints: { ...entity.constraints, stages: null } };
  const [narrowed = field] = narrowedFields(withoutStages, [field], record, record);
  return choicesOf(narrowed).map(({ id, label: text }) => ({ id, name: label(text, id) }));
}

type Label = ReturnType<typeof useLanguage>['label'];
type Choices = readonly { readonly id: string; readonly label?: FieldConfig['label'] }[];

function choicesOf({ options }: FieldConfig): Choices {
  const { choices } = options as { readonly choices?: unknown };
  return Array.isArray(choices) ? (choices as Choices) : [];
}

function nameOf(field: FieldConfig, stage: string, label: Label): string {
  return label(choicesOf(field).find(({ id }) => id === stage)?.label, stage);
}

/** Fields that a refusal is about. */
function fieldsIn(error: unknown, entity: EntityConfig): readonly string[] {
  if (!(error instanceof ApiError)) return [];
  const known = new Set(entity.fields.filter(({ readOnly }) => !readOnly).map(({ id }) => id));
  return (error.problem.errors ?? []).map(({ pointer }) => pointer.slice(1)).filter((id) => known.has(id));
}
