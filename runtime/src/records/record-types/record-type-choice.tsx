import type { RecordTypesConfig } from '@tenon/model';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';

/** Which type a new record is to be of. */
export function RecordTypeChoice({
  types,
  onPick,
}: {
  readonly types: RecordTypesConfig['types'];
  readonly onPick: (type: string) => void;
}) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  return (
    <section className="t-stack" aria-labelledby="record-type">
      <h2 id="record-type">{t('recordTypes.pick')}</h2>
      <div className="t-record-types">
        {types.map(({ id, label: name, description }) => (
          <button key={id} type="button" className="t-record-type" onClick={() => onPick(id)}>
            <strong>{label(name, id)}</strong>
            {description !== undefined && <span>{label(description)}</span>}
          </button>
        ))}
      </div>
    </section>
  );
}
