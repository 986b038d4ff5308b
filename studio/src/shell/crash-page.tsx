import { EmptyState } from '@tenon/runtime/preview';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** A page of ours that threw; the draft is safe on the server. */
export function CrashPage() {
  const { t } = useTranslation();
  return (
    <div className="t-page" role="alert">
      <EmptyState
        title={t('app.crashed')}
        hint={t('app.crashedHint')}
        action={
          <Button type="primary" onClick={() => location.reload()}>
            {t('app.reload')}
          </Button>
        }
      />
    </div>
  );
}
