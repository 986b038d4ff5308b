import { Alert, App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useErrorText } from '../api/index.ts';
import { useDraft, useDraftStore } from './draft-context.tsx';
import { hrefOf } from './kinds.ts';

/** Somebody published beneath the draft, and both changed the same documents: which side stays? */
export function RebaseBanner() {
  const { t } = useTranslation();
  const { conflicts, live, base } = useDraft();
  const store = useDraftStore();
  const errorText = useErrorText();
  const { message } = App.useApp();
  if (conflicts.length === 0) return null;
  const settle = (keep: 'draft' | 'live') =>
    store.rebase(keep).catch((error: unknown) => void message.error(errorText(error)));
  return (
    <Alert
      banner
      type="warning"
      className="s-banner"
      title={t('rebase.title', { live, base })}
      description={
        <>
          {t('rebase.both')}{' '}
          {conflicts.map((conflict, index) => (
            <span key={`${conflict.kind}/${conflict.id}`}>
              {index > 0 && ', '}
              <Link to={hrefOf(conflict)}>
                {conflict.kind}/{conflict.id}
              </Link>
            </span>
          ))}
        </>
      }
      action={
        <div className="s-stack">
          <Button size="small" type="primary" onClick={() => void settle('draft')}>
            {t('rebase.keepDraft')}
          </Button>
          <Button size="small" onClick={() => void settle('live')}>
            {t('rebase.takeLive')}
          </Button>
        </div>
      }
    />
  );
}
