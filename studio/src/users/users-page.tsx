import { SearchOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { EmptyState, PageHeader, PageSkeleton } from '@tenon/runtime/preview';
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys, type UserRow as User, useErrorText, useStudioApi } from '../api/index.ts';
import { useQuiet } from '../editors/use-quiet.ts';
import { useSession } from '../shell/session-context.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { UserRow } from './user-row.tsx';

const quietMs = 300;

/** Who may sign in, and with which roles. */
export function UsersPage() {
  const { t } = useTranslation();
  const api = useStudioApi();
  const errorText = useErrorText();
  const { capabilities } = useSession();
  const [text, setText] = useState('');
  const search = useQuiet(text.trim(), quietMs);
  const [given, setGiven] = useState<{ readonly user: User; readonly password: string }>();
  const allowed = capabilities.includes('manage_users');
  const roles = useQuery({ queryKey: keys.roles, queryFn: api.roles, enabled: allowed });
  const users = useInfiniteQuery({
    queryKey: keys.users(search),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => api.users(search, pageParam),
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: allowed,
    placeholderData: (before) => before,
  });
  const items = users.data?.pages.flatMap((page) => page.items) ?? [];
  if (!allowed) {
    return (
      <div className="t-page">
        <EmptyState title={t('users.notAllowed')} />
      </div>
    );
  }
  return (
    <div className="t-page">
      <PageHeader
        title={t('users.title')}
        below={t('users.below')}
        actions={
          <Input
            type="search"
            allowClear
            prefix={<SearchOutlined aria-hidden />}
            placeholder={t('users.search')}
            aria-label={t('users.search')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        }
      />
      {users.isError && (
        <Alert type="error" showIcon title={t('app.loadFailed')} description={errorText(users.error)} />
      )}
      {users.isPending ? (
        <PageSkeleton />
      ) : items.length === 0 ? (
        <EmptyState title={t('users.none')} hint={t('users.noneHint')} />
      ) : (
        <div className="t-panel t-scroll">
          <table className="t-table s-users">
            <thead>
              <tr>
                <th scope="col">{t('users.name')}</th>
                <th scope="col">{t('users.team')}</th>
                <th scope="col">{t('users.roles')}</th>
                <th scope="col">{t('users.signIn')}</th>
                <th scope="col">{t('users.active')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((user) => (
                <UserRow
                  key={user.id}
                  user={user}
                  roles={roles.data ?? []}
                  onPassword={(password) => setGiven({ user, password })}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {users.hasNextPage && (
        <div className="t-more">
          <Button loading={users.isFetchingNextPage} onClick={() => void users.fetchNextPage()}>
            {t('users.more')}
          </Button>
        </div>
      )}
      {given && (
        <PasswordDialog
          name={given.user.name}
          password={given.password}
          onClose={() => setGiven(undefined)}
        />
      )}
    </div>
  );
}
