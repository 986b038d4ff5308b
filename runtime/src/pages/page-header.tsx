import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

export interface PageHeaderProps {
  readonly title: string;
  /** Small things beside the title. */
  readonly beside?: ReactNode;
  readonly below?: ReactNode;
  readonly actions?: ReactNode;
}

/** The one header of every page; it also names the browser tab. */
export function PageHeader({ title, beside, below, actions }: PageHeaderProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
  return (
    <header className="t-page-header">
      <div className="t-page-header-text">
        <div className="t-page-header-line">
          <h1>{title}</h1>
          {beside}
        </div>
        {below !== undefined && <div className="t-page-header-below">{below}</div>}
      </div>
      {actions !== undefined && <div className="t-page-header-actions">{actions}</div>}
    </header>
  );
}
