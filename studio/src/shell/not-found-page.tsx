import { EmptyState } from '@tenon/runtime/preview';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

export function NotFoundPage({ title }: { readonly title?: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <div className="t-page">
      <EmptyState
        title={title ?? t('app.notFound')}
        hint={t('app.notFoundHint')}
        action={
          <Button type="primary" onClick={() => void navigate('/')}>
            {t('app.toOverview')}
          </Button>
        }
      />
    </div>
  );
}
