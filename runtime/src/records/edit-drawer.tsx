import type { EntityConfig, RecordBody } from '@tenon/model';
import { App, Drawer } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Values } from '../api-client/index.ts';
import { formFor, recordTypeOf, UnsavedGuard } from '../forms/index.ts';
import { recordTitle, useWorkspace } from '../workspace/index.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { EditForm } from './edit-form.tsx';
import { changedValues, useSaveRecord } from './use-save-record.ts';

/** The edit form beside the record. */
export function EditDrawer({
  entity,
  record,
  onClose,
}: {
  readonly entity: EntityConfig;
  readonly record: RecordBody;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const { config } = useWorkspace();
  const { modal, message } = App.useApp();
  // What editing began with: a change by somebody else meanwhile shows as a conflict, not as a silent overwrite.
  const [base] = useState(record);
  const [values, setValues] = useState<Values>(() => valuesOf(record, entity));
  const type = recordTypeOf(entity, values);
  const form = useMemo(() => formFor(config, entity, 'edit', type), [config, entity, type]);
  const { save, conflict, dropConflict } = useSaveRecord(entity.id, () => {
    void message.success(t('records.saved'));
    onClose();
  });
  const isUnsaved = () => !save.isSuccess && Object.keys(changedValues(values, base)).length > 0;

  const close = () => {
    if (!isUnsaved()) return onClose();
    modal.confirm({
      title: t('form.unsaved'),
      content: t('form.unsavedHint'),
      okText: t('form.leave'),
      cancelText: t('form.stay'),
      okButtonProps: { danger: true },
      onOk: onClose,
    });
  };
  const submit = (entered: Values) => {
    const changes = changedValues(entered, base);
    if (Object.keys(changes).length === 0) {
      void message.info(t('records.noChanges'));
      onClose();
    } else save.mutate({ base, values: changes });
  };
  return (
    <Drawer
      open
      onClose={close}
      size="min(720px, 100vw)"
      title={recordTitle(record, entity.titleField)}
      mask={{ closable: true }}
    >
      <UnsavedGuard isUnsaved={isUnsaved} />
      <EditForm
        id="edit"
        entity={entity}
        form={form}
        base={base}
        values={values}
        titles={base.$titles ?? {}}
        error={conflict ? null : save.error}
        pending={save.isPending}
        submitText={t('app.save')}
        onChange={setValues}
        onSubmit={submit}
        onCancel={close}
      />
      {conflict && (
        <ConflictDialog
          entity={entity}
          conflict={conflict}
          saving={save.isPending}
          onKeepMine={() => save.mutate({ base, values: conflict.mine, version: conflict.theirs.version })}
          onTakeTheirs={() => {
            dropConflict();
            onClose();
          }}
        />
      )}
    </Drawer>
  );
}

/** Fields alone, without what is ours. */
function valuesOf(record: RecordBody, entity: EntityConfig): Values {
  return Object.fromEntries(entity.fields.map(({ id }) => [id, record[id] ?? null]));
}
