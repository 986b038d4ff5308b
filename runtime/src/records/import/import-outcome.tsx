import type { FieldConfig, ImportResult } from '@tenon/model';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../theme/index.ts';
import { useWorkspace } from '../../workspace/index.ts';
import type { ColumnMapping } from './column-mapping.ts';

export interface ImportOutcomeProps {
  readonly result: ImportResult;
  readonly fields: readonly FieldConfig[];
  /** Which field each column of the file went to. */
  readonly columns: ColumnMapping['fields'];
}

/** What a check found or an import did, and each row that needs mending. */
export function ImportOutcome({ result, fields, columns }: ImportOutcomeProps) {
  const { t } = useTranslation();
  const { locale } = useWorkspace();
  const { label } = useLanguage();
  const nameOf = (id: string) => label(fields.find((field) => field.id === id)?.label, id);
  const figures = [
    [t('importer.created'), result.created],
    [t('importer.updated'), result.updated],
    [t('importer.unchanged'), result.unchanged],
    [t('importer.failed'), result.failed],
  ] as const;
  return (
    <div className="t-stack">
      {result.state === 'checked' && result.failed === 0 && (
        <Alert type="success" showIcon title={t('importer.noErrors')} />
      )}
      {result.state === 'done' && <Alert type="success" showIcon title={t('importer.done')} />}
      {result.state === 'failed' && <Alert type="error" showIcon title={t('importer.refused')} />}
      <dl className="t-import-figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{formatNumber(value, locale)}</dd>
          </div>
        ))}
      </dl>
      {result.errors.length > 0 && (
        <div className="t-scroll">
          <table className="t-table">
            <thead>
              <tr>
                <th scope="col">{t('importer.row')}</th>
                <th scope="col">{t('importer.column')}</th>
                <th scope="col">{t('importer.message')}</th>
              </tr>
            </thead>
            <tbody>
              {result.errors.map(({ row, column, field, code, message, value }) => (
                <tr key={`${row} ${column ?? field} ${code}`}>
                  <td>{formatNumber(row, locale)}</td>
                  <td>{column ?? (field === undefined ? '–' : nameOf(field))}</td>
                  <td>
                    {named(message, field ?? (column === null ? undefined : columns[column]), nameOf)}{' '}
                    {value !== undefined && <span className="t-muted">({value})</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

/** The server writes ids; people know the field by its label. */
function named(message: string, field: string | undefined, nameOf: (id: string) => string): string {
  return field === undefined ? message : message.replaceAll(`'${field}'`, `“${nameOf(field)}”`);
}
