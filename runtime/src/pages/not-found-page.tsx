import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state.tsx';
import { LinkButton } from './link-button.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <div className="t-page">
      <EmptyState
        isPage
        title={t('app.notFound')}
        hint={t('app.notFoundHint')}
        action={
          <LinkButton type="primary" to="/">
            {t('app.goHome')}
          </LinkButton>
        }
      />
    </div>
  );
}
