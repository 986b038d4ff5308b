import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from './empty-state.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <div className="t-page">
      <EmptyState
        isPage
        title={t('app.notFound')}
        hint={t('app.notFoundHint')}
        action={
          <Link to="/">
            <Button type="primary">{t('app.goHome')}</Button>
          </Link>
        }
      />
    </div>
  );
}
