import type { ColumnConfig, RecordPage } from '@tenon/model';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../i18n/index.ts';
import { FieldCell, useRegistry } from '../registry/index.ts';
import { recordHref, useWorkspace } from '../workspace/index.ts';

export interface RelatedListProps {
  readonly title: string;
  readonly entity: string;
  readonly columns: readonly ColumnConfig[];
  readonly page: RecordPage;
  /** Where all of them are. */
  readonly allHref?: string;
}

/** A few related records in a small table; the first column leads to the record. */
export function RelatedList({ title, entity, columns, page, allHref }: RelatedListProps) {
  const { t } = useTranslation();
  return (
    <section className="t-panel" aria-label={title}>
      <div className="t-panel-head">
        <h2>{title}</h2>
        {allHref !== undefined && (page.next !== null || page.items.length > 0) && (
          <Link to={allHref}>{t('task.relatedAll')}</Link>
        )}
      </div>
      {page.items.length === 0 ? (
        <p className="t-muted">{t('task.relatedEmpty')}</p>
      ) : (
        <RelatedTable entity={entity} columns={columns} page={page} />
      )}
    </section>
  );
}

export function RelatedTable({
  entity,
  columns,
  page,
}: Pick<RelatedListProps, 'entity' | 'columns' | 'page'>) {
  const { label } = useLanguage();
  const { config } = useWorkspace();
  const { browserFieldTypes } = useRegistry();
  const readable = config.entities[entity]?.actions.includes('read') === true;
  const alignOf = (type: string) => browserFieldTypes.get(type)?.align;
  return (
    <div className="t-scroll">
      <table className="t-table">
        <thead>
          <tr>
            {columns.map(({ path, label: text, field }) => (
              <th key={path} scope="col" data-align={alignOf(field.type)}>
                {label(text, path)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.items.map((item) => (
            <tr key={item.id}>
              {columns.map(({ path, field }, index) => {
                const title = item.$titles?.[path];
                const cell = (
                  <FieldCell
                    field={field}
                    value={item[path]}
                    plain={index === 0}
                    {...(title === undefined ? {} : { title })}
                  />
                );
                return (
                  <td key={path} data-align={alignOf(field.type)}>
                    {index === 0 && readable ? <Link to={recordHref(entity, item.id)}>{cell}</Link> : cell}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
