import { useMutation } from '@tanstack/react-query';
import type { EntityConfig, RecordBody } from '@tenon/model';
import { useApi, type Values } from '../../api-client/index.ts';
import { useLanguage } from '../../i18n/index.ts';
import { MoveDialog } from '../../records/stages/move-dialog.tsx';

export interface ChangeDialogProps {
  readonly entity: EntityConfig;
  readonly record: RecordBody;
  /** What is about to be written. */
  readonly values: Values;
  /** What has to be filled in for it. */
  readonly fields: readonly string[];
  readonly onDone: (went: boolean) => void;
}

/** Asks for what a move needs, and writes both as one change. */
export function ChangeDialog({ entity, record, values, fields, onDone }: ChangeDialogProps) {
  const api = useApi();
  const { label } = useLanguage();
  const save = useMutation({
    mutationFn: (entered: Values) =>
      api.records.update(entity.id, record.id, record.version, { ...entered, ...values }),
    onSuccess: () => onDone(true),
  });
  const field = entity.fields.find(({ id }) => id === entity.constraints.stages?.field);
  const to = String(field ? values[field.id] : '');
  return (
    <MoveDialog
      entity={entity}
      record={record}
      to={to}
      stage={stageName(field?.options, to, label)}
      fields={fields}
      error={save.error}
      pending={save.isPending}
      onMove={(entered) => save.mutate(entered)}
      onClose={() => onDone(false)}
    />
  );
}

function stageName(
  options: { readonly [option: string]: unknown } | undefined,
  id: string,
  label: ReturnType<typeof useLanguage>['label'],
): string {
  const choices = Array.isArray(options?.choices) ? options.choices : [];
  return label(choices.find((choice) => choice.id === id)?.label, id);
}
