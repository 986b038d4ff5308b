import type { EntityConfig } from '@tenon/model';
import { Alert, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { type ColumnMapping, importableFields, type Missing } from './column-mapping.ts';
import type { CsvPreview } from './csv-preview.ts';

export interface MappingStepProps {
  readonly entity: EntityConfig;
  readonly preview: CsvPreview;
  readonly mapping: ColumnMapping;
  readonly onChange: (mapping: ColumnMapping) => void;
}

/** Column by column: where does it go? */
export function MappingStep({ entity, preview, mapping, onChange }: MappingStepProps) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const fields = importableFields(entity);
  const used = new Set(Object.values(mapping.fields));
  const options = fields.map(({ id, label: text }) => ({ value: id, label: label(text, id) }));
  const left = fields
    .filter(({ id, required }) => required && !used.has(id))
    .map(({ id, label: text }) => label(text, id));
  const assign = (column: string, field: string | undefined) => {
    const rest = Object.fromEntries(
      Object.entries(mapping.fields).filter(([other, taken]) => other !== column && taken !== field),
    );
    onChange({ ...mapping, fields: field === undefined ? rest : { ...rest, [column]: field } });
  };
  return (
    <div className="t-stack">
      {left.length > 0 && (
        <Alert type="warning" showIcon title={t('importer.requiredLeft', { fields: left.join(', ') })} />
      )}
      <div className="t-scroll">
        <table className="t-table">
          <thead>
            <tr>
              <th scope="col">{t('importer.column')}</th>
              <th scope="col">{t('importer.sample')}</th>
              <th scope="col">{t('importer.field')}</th>
              <th scope="col">{t('importer.missing')}</th>
            </tr>
          </thead>
          <tbody>
            {preview.columns.map((column, index) => {
              const field = fields.find(({ id }) => id === mapping.fields[column]);
              return (
                <tr key={column}>
                  <td>
                    <strong>{column}</strong>
                  </td>
                  <td className="t-muted">
                    {preview.samples
                      .map((row) => row[index] ?? '')
                      .filter((cell) => cell !== '')
                      .join(' · ')}
                  </td>
                  <td>
                    <Select
                      aria-label={`${t('importer.field')}: ${column}`}
                      allowClear
                      showSearch={{ optionFilterProp: 'label' }}
                      placeholder={t('importer.ignore')}
                      style={{ minWidth: 180 }}
                      {...(field ? { value: field.id } : {})}
                      onChange={(next: string | undefined) => assign(column, next)}
                      options={options}
                    />
                  </td>
                  <td>
                    {field?.relation && (
                      <Select<Missing>
                        aria-label={`${t('importer.missing')}: ${column}`}
                        style={{ minWidth: 150 }}
                        value={mapping.missing[field.id] ?? 'error'}
                        onChange={(next) =>
                          onChange({ ...mapping, missing: { ...mapping.missing, [field.id]: next } })
                        }
                        options={(['error', 'create', 'empty'] as const).map((value) => ({
                          value,
                          label: `${t('importer.missing')}: ${t(missingTexts[value])}`,
                        }))}
                      />
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <div className="t-two">
        <div className="t-field">
          <label className="t-caption" htmlFor="import-key">
            {t('importer.key')}
          </label>
          <Select
            id="import-key"
            allowClear
            placeholder={t('importer.keyNone')}
            {...(mapping.key === undefined ? {} : { value: mapping.key })}
            onChange={(key: string | undefined) => onChange({ ...mapping, key })}
            options={options.filter(({ value }) => used.has(value))}
          />
          <p className="t-field-help">{t('importer.keyHint')}</p>
        </div>
        <div className="t-field">
          <label className="t-caption" htmlFor="import-errors">
            {t('importer.onError')}
          </label>
          <Select<'stop' | 'skip'>
            id="import-errors"
            value={mapping.onError}
            onChange={(onError) => onChange({ ...mapping, onError })}
            options={[
              { value: 'stop', label: t('importer.onErrorStop') },
              { value: 'skip', label: t('importer.onErrorSkip') },
            ]}
          />
        </div>
      </div>
    </div>
  );
}

const missingTexts = {
  error: 'importer.missingError',
  create: 'importer.missingCreate',
  empty: 'importer.missingEmpty',
} as const satisfies Record<Missing, string>;
