import type { EntityConfig, FormConfig, RecordBody } from '@tenon/model';
import { Alert, Modal } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Values } from '../../api-client/index.ts';
import { placeErrors, RecordForm } from '../../forms/index.ts';
import { useErrorText } from '../../pages/index.ts';

export interface MoveDialogProps {
  readonly entity: EntityConfig;
  readonly record: RecordBody;
  readonly to: string;
  /** Its name. */
  readonly stage: string;
  /** What the move asks for. */
  readonly fields: readonly string[];
  readonly error: unknown;
  readonly pending: boolean;
  readonly onMove: (values: Values) => void;
  readonly onClose: () => void;
}

/** Asks for what a move to another stage needs, and says why it was refused. */
export function MoveDialog(props: MoveDialogProps) {
  const { entity, record, to, stage, fields, error, pending, onMove, onClose } = props;
  const { t } = useTranslation();
  const text = useErrorText();
  const field = entity.constraints.stages?.field ?? '';
  const [entered, setEntered] = useState<Values>({});
  const form = useMemo(
    (): Pick<FormConfig, 'schema' | 'sections'> => ({
      schema: {},
      sections: [{ id: 'move', columns: 1, fields: fields.map((id) => ({ field: id, span: 1 })) }],
    }),
    [fields],
  );
  const placed = placeErrors(error, fields);
  const isPlaced = Object.keys(placed.fields).length > 0;
  const rest = error && !isPlaced && placed.rest.length === 0 ? [text(error)] : placed.rest;
  return (
    <Modal
      open
      width={480}
      title={t('stages.moveTo', { stage })}
      okText={t('stages.move')}
      cancelText={t('app.cancel')}
      confirmLoading={pending}
      okButtonProps={{ htmlType: 'submit', form: 'move', hidden: fields.length === 0 }}
      onCancel={onClose}
      destroyOnHidden
    >
      <div className="t-stack">
        {rest.map((message) => (
          <Alert key={message} type="error" showIcon title={message} />
        ))}
        {fields.length > 0 && (
          <>
            <p className="t-muted">{t('stages.needed')}</p>
            <RecordForm
              id="move"
              form={form}
              entity={entity.id}
              fields={entity.fields}
              base={record}
              values={{ ...record, ...entered, [field]: to }}
              titles={record.$titles ?? {}}
              required={fields}
              errors={placed.fields}
              disabled={pending}
              autoFocus
              onChange={(values) =>
                setEntered(Object.fromEntries(fields.map((id) => [id, values[id] ?? null])))
              }
              onSubmit={onMove}
            />
          </>
        )}
      </div>
    </Modal>
  );
}
