import type { PlanBody } from '@tenon/model';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/index.ts';

/** What a publish does to the tables of records, and how safe each step is. */
export function TableChanges({ tables }: { readonly tables: PlanBody['tables'] }) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  if (tables.length === 0) return <p className="s-hint">{t('review.noTables')}</p>;
  return (
    <ul className="s-table-changes">
      {tables.map((table) => (
        <li key={`${table.change} ${table.sql.join()}`}>
          <details>
            <summary>
              <Tooltip title={t(`review.safetyHint.${table.safety}`)}>
                <span className={`s-safety s-safety-${table.safety}`}>
                  {t(`review.safety.${table.safety}`)}
                </span>
              </Tooltip>
              <span>{label(table.text, table.change)}</span>
            </summary>
            <pre className="s-sql">{table.sql.join(';\n')}</pre>
          </details>
        </li>
      ))}
    </ul>
  );
}
