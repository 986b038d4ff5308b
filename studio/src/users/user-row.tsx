import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Text } from '@tenon/documents';
import { formatRelative } from '@tenon/runtime/preview';
import { App, Button, Popconfirm, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { type UserRow as User, useErrorText, useStudioApi } from '../api/index.ts';
import { useLanguage } from '../i18n/index.ts';

export interface UserRowProps {
  readonly user: User;
  readonly roles: readonly { readonly id: string; readonly label: Text }[];
  /** A password was made; it is shown this once. */
  readonly onPassword: (password: string) => void;
}

/** One user: roles, sign-in, active. Each change is saved as it is made. */
export function UserRow({ user, roles, onPassword }: UserRowProps) {
  const { t } = useTranslation();
  const { language, label } = useLanguage();
  const api = useStudioApi();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const change = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onError: (error) => void message.error(errorText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['users'] }),
  });
  const give = () =>
    change.mutate(async () => {
      const { password } = await api.giveSignIn(user.id);
      if (password !== undefined) onPassword(password);
    });
  const when =
    user.lastSeen === null
      ? undefined
      : formatRelative(user.lastSeen, { language, timeZone: 'UTC', currency: 'USD', phoneRegion: 'US' });
  return (
    <tr>
      <td>
        <strong>{user.name}</strong>
        <div className="t-muted">{user.email}</div>
      </td>
      <td>{user.team}</td>
      <td>
        <Select
          mode="multiple"
          size="small"
          className="s-roles"
          aria-label={t('users.rolesOf', { name: user.name })}
          value={[...user.roles]}
          placeholder={t('users.noRoles')}
          loading={change.isPending}
          options={roles.map((role) => ({ value: role.id, label: label(role.label, role.id) }))}
          onChange={(next) => change.mutate(() => api.setRoles(user.id, next))}
        />
      </td>
      <td>
        <div className={user.signIn ? 's-fine' : 't-muted'}>
          {user.signIn ? t('users.hasSignIn') : t('users.noSignIn')}
          {when !== undefined && <span className="t-muted"> · {t('users.lastSeen', { when })}</span>}
        </div>
        {user.signIn ? (
          <Popconfirm
            title={t('users.renewAsk', { name: user.name })}
            description={t('users.renewHint')}
            okText={t('users.renew')}
            cancelText={t('app.cancel')}
            onConfirm={give}
          >
            <Button type="link" size="small" className="t-plain-link">
              {t('users.renew')}
            </Button>
          </Popconfirm>
        ) : (
          <Button type="link" size="small" className="t-plain-link" onClick={give}>
            {t('users.give')}
          </Button>
        )}
        {user.signIn && (
          <Popconfirm
            title={t('users.removeAsk', { name: user.name })}
            description={t('users.removeHint')}
            okText={t('users.removeSignIn')}
            okButtonProps={{ danger: true }}
            cancelText={t('app.cancel')}
            onConfirm={() => change.mutate(() => api.removeSignIn(user.id))}
          >
            <Button type="link" size="small" danger className="t-plain-link">
              {t('users.removeSignIn')}
            </Button>
          </Popconfirm>
        )}
      </td>
      <td>
        <Switch
          size="small"
          aria-label={t('users.activeOf', { name: user.name })}
          checked={user.active}
          loading={change.isPending}
          onChange={(active) => change.mutate(() => api.setActive(user.id, active))}
        />
      </td>
    </tr>
  );
}
