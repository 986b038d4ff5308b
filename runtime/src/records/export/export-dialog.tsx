import { Button, Checkbox, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExportOptions, type ExportQuery, useApi } from '../../api-client/index.ts';

/** What the list shows, as a file. */
export function ExportDialog(props: {
  readonly entity: string;
  readonly query: ExportQuery;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const api = useApi();
  const [options, setOptions] = useState<ExportOptions>({
    format: 'xlsx',
    header: 'label',
    relations: 'title',
  });
  const change = (patch: Partial<ExportOptions>) => setOptions({ ...options, ...patch });
  const { format, header, relations, mark = false } = options;
  return (
    <Modal
      open
      title={t('exporter.title')}
      onCancel={props.onClose}
      footer={
        <Button
          type="primary"
          href={api.records.exportUrl(props.entity, props.query, {
            ...options,
            mark: format === 'csv' && mark,
          })}
          download
          onClick={props.onClose}
        >
          {t('exporter.download')}
        </Button>
      }
    >
      <div className="t-stack">
        <p className="t-muted">{t('exporter.scope')}</p>
        <Group
          caption={t('exporter.format')}
          value={format ?? 'csv'}
          onChange={(value) => change({ format: value })}
          options={[
            { value: 'xlsx', label: t('exporter.xlsx') },
            { value: 'csv', label: t('exporter.csv') },
          ]}
        />
        {format === 'csv' && (
          <Checkbox checked={mark} onChange={({ target }) => change({ mark: target.checked })}>
            {t('exporter.mark')}
          </Checkbox>
        )}
        <Group
          caption={t('exporter.header')}
          value={header ?? 'id'}
          onChange={(value) => change({ header: value })}
          options={[
            { value: 'label', label: t('exporter.headerLabel') },
            { value: 'id', label: t('exporter.headerId') },
          ]}
        />
        <Group
          caption={t('exporter.relations')}
          value={relations ?? 'title'}
          onChange={(value) => change({ relations: value })}
          options={[
            { value: 'title', label: t('exporter.relationsTitle') },
            { value: 'id', label: t('exporter.relationsId') },
          ]}
        />
      </div>
    </Modal>
  );
}

function Group<Value extends string>(props: {
  readonly caption: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
}) {
  return (
    <fieldset className="t-field t-plain">
      <legend className="t-caption">{props.caption}</legend>
      <Radio.Group
        value={props.value}
        onChange={({ target }) => props.onChange(target.value as Value)}
        options={[...props.options]}
      />
    </fieldset>
  );
}
