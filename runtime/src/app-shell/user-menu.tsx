import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { keys, useApi } from '../api-client/index.ts';
import { LogoutOutlined, SettingOutlined, ToolOutlined } from '../pages/icons.tsx';
import { useWorkspace } from '../workspace/index.ts';
import { AccountMenu } from './top-menus.tsx';

export function UserMenu() {
  const { t } = useTranslation();
  const { user, can } = useWorkspace();
  const signOut = useSignOut();
  return (
    <AccountMenu
      label={t('app.userMenu')}
      user={user}
      items={[
        {
          key: 'settings',
          icon: <SettingOutlined />,
          label: <Link to="/settings">{t('app.settings')}</Link>,
        },
        ...(can('configure')
          ? [{ key: 'studio', icon: <ToolOutlined />, label: <a href="/studio/">{t('app.studio')}</a> }]
          : []),
        { type: 'divider' },
        { key: 'out', icon: <LogoutOutlined />, label: t('app.signOut'), onClick: signOut },
      ]}
    />
  );
}

/** Ends the session here and forgets everything that was shown. */
export function useSignOut(): () => void {
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return () => {
    api.session
      .signOut()
      .catch(() => undefined)
      .finally(() => {
        void navigate('/', { replace: true });
        queries.clear();
        queries.setQueryData(keys.session, null);
      });
  };
}
