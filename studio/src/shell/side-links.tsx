import { AppstoreOutlined, HistoryOutlined, TeamOutlined, WarningOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useSession } from './session-context.tsx';

/** Pages of the studio beside the documents. */
export function SideLinks({ onFollow }: { readonly onFollow: () => void }) {
  const { t } = useTranslation();
  const { capabilities } = useSession();
  const link = (to: string, icon: ReactNode, text: string) => (
    <NavLink to={to} end={to === '/'} className="t-nav-link" onClick={onFollow}>
      {icon}
      <span className="t-nav-text">{text}</span>
    </NavLink>
  );
  return (
    <nav className="t-nav s-side-links" aria-label={t('app.pages')}>
      {link('/', <AppstoreOutlined className="t-icon" />, t('overview.title'))}
      {link('/history', <HistoryOutlined className="t-icon" />, t('history.title'))}
      {capabilities.includes('manage_users') &&
        link('/users', <TeamOutlined className="t-icon" />, t('users.title'))}
      {link('/jobs', <WarningOutlined className="t-icon" />, t('jobs.title'))}
    </nav>
  );
}
