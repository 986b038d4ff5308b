import type { SearchHit } from '@tenon/model';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { Marked } from './marked.tsx';

/** What a hit is called, and in which fields it was found. */
export function HitText({ hit, details = 1 }: { readonly hit: SearchHit; readonly details?: number }) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { config } = useWorkspace();
  const fields = config.entities[hit.entity]?.fields ?? [];
  return (
    <span className="t-hit">
      <span className="t-hit-title">
        {hit.title === '' ? hit.id : <Marked text={hit.title} ranges={hit.ranges} />}
        {hit.fit === 'similar' && <span className="t-hit-similar">{t('search.similar')}</span>}
      </span>
      {hit.details.slice(0, details).map(({ field, text, ranges }) => (
        <span key={field} className="t-hit-detail">
          <span className="t-hit-field">{label(fields.find(({ id }) => id === field)?.label, field)}</span>
          <Marked text={text} ranges={ranges} />
        </span>
      ))}
    </span>
  );
}
