import { useQueryClient } from '@tanstack/react-query';
import { Avatar, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { keys, useApi } from '../api-client/index.ts';
import { LogoutOutlined, SettingOutlined, ToolOutlined } from '../pages/icons.tsx';
import { useWorkspace } from '../workspace/index.ts';

export function UserMenu() {
  const { t } = useTranslation();
  const { user, can } = useWorkspace();
  const signOut = useSignOut();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'who', type: 'group', label: <WhoIs name={user.name} email={user.email} /> },
          { type: 'divider' },
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
        ],
      }}
    >
      {/* What is seen is part of the name: people who speak to their computer say it. */}
      <button
        type="button"
        className="t-user-button"
        aria-label={`${t('app.userMenu')}: ${user.name}, ${initials(user.name)}`}
      >
        <Avatar size={28}>{initials(user.name)}</Avatar>
      </button>
    </Dropdown>
  );
}

function WhoIs({ name, email }: { readonly name: string; readonly email: string | null }) {
  return (
    <div className="t-who">
      <strong>{name}</strong>
      {email !== null && <span className="t-muted">{email}</span>}
    </div>
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

/** Two letters, or the last character of a Chinese name's two. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  if (/\p{Script=Han}/u.test(name)) return [...name.trim()].slice(-2).join('');
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase();
}
