import type { ColumnConfig, RecordBody } from '@tenon/model';
import { useLanguage } from '../i18n/index.ts';
import { FieldCell } from '../registry/index.ts';

/** Values by their captions. */
export function Facts({
  columns,
  record,
}: {
  readonly columns: readonly ColumnConfig[];
  readonly record: RecordBody;
}) {
  const { label } = useLanguage();
  return (
    <dl className="t-facts">
      {columns.map(({ path, label: text, field }) => {
        const title = record.$titles?.[path];
        return (
          <div key={path} className="t-fact">
            <dt>{label(text, path)}</dt>
            <dd>
              <FieldCell field={field} value={record[path]} {...(title === undefined ? {} : { title })} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
