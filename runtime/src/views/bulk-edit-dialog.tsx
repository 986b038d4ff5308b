import type { EntityConfig } from '@tenon/model';
import { Alert, Modal, Select } from 'antd';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/index.ts';
import { useErrorText } from '../pages/index.ts';
import { FieldControl } from '../registry/index.ts';
import type { BulkTarget } from './bulk-bar.tsx';
import { isEditable } from './editable.ts';
import { useBulk } from './use-bulk.ts';

export interface BulkEditDialogProps {
  readonly entity: EntityConfig;
  readonly target: BulkTarget;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** One field of many records gets one value. */
export function BulkEditDialog({ entity, target, onClose, onDone }: BulkEditDialogProps) {
  const { t } = useTranslation();
  const { size, ...about } = target;
  const { label } = useLanguage();
  const text = useErrorText();
  const fields = entity.fields.filter(isEditable);
  const [chosen, setChosen] = useState<string>();
  const [value, setValue] = useState<unknown>(null);
  const [fault, setFault] = useState<string>();
  const field = fields.find(({ id }) => id === chosen);
  const bulk = useBulk(entity.id, () => {
    onDone();
    onClose();
  });
  return (
    <Modal
      open
      title={t('records.bulkEditTitle', { count: size })}
      okText={t('app.save')}
      cancelText={t('app.cancel')}
      okButtonProps={{ disabled: !field || fault !== undefined || (field.required && value === null) }}
      confirmLoading={bulk.isPending}
      onCancel={onClose}
      onOk={() => field && bulk.mutate({ action: 'update', ...about, values: { [field.id]: value } })}
    >
      {bulk.error && <Alert type="error" showIcon title={text(bulk.error)} />}
      <div className="t-stack">
        <div className="t-field">
          <label className="t-caption" htmlFor="bulk-field">
            {t('records.field')}
          </label>
          <Select
            id="bulk-field"
            showSearch={{ optionFilterProp: 'label' }}
            value={chosen}
            onChange={(id) => {
              setChosen(id);
              setValue(null);
            }}
            options={fields.map(({ id, label: name }) => ({ value: id, label: label(name, id) }))}
          />
        </div>
        {field && (
          <div className="t-field">
            <label className="t-caption" htmlFor="bulk-value">
              {t('records.newValue')}
            </label>
            <Suspense>
              <FieldControl
                key={field.id}
                id="bulk-value"
                field={field}
                value={value}
                onChange={setValue}
                onFault={setFault}
                required={field.required}
                readOnly={false}
              />
            </Suspense>
            {!field.required && <p className="t-field-help">{t('records.emptyValue')}</p>}
          </div>
        )}
      </div>
    </Modal>
  );
}
