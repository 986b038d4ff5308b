import { ArrowLeftOutlined, HistoryOutlined, LogoutOutlined, MenuOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import type { Language } from '@tenon/documents';
import { AccountMenu, keepLanguage, LanguageMenu, ThemeMenu } from '@tenon/runtime/preview';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { keys, useStudioApi } from '../api/index.ts';
import { useDraft } from '../documents/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { useSession } from './session-context.tsx';
import { signInHref } from './sign-in.ts';

export function TopBar({ onMenu }: { readonly onMenu: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { changes } = useDraft();
  return (
    <header className="s-top-bar">
      <Button
        type="text"
        className="s-narrow-only"
        aria-label={t('documents.title')}
        icon={<MenuOutlined />}
        onClick={onMenu}
      />
      <Link to="/" className="s-brand" aria-label={t('app.name')}>
        <img src="/studio/favicon.svg" alt="" width={24} height={24} />
        <span>{t('app.name')}</span>
      </Link>
      <DraftState />
      <div className="t-top-actions">
        <Button
          type={changes > 0 ? 'primary' : 'default'}
          disabled={changes === 0}
          onClick={() => void navigate('/review')}
        >
          {t('review.open')}
          {changes > 0 && <span className="s-button-count">{changes}</span>}
        </Button>
        <Tooltip title={t('history.title')}>
          <Button
            type="text"
            className="s-wide-only"
            aria-label={t('history.title')}
            icon={<HistoryOutlined />}
            onClick={() => void navigate('/history')}
          />
        </Tooltip>
        <StudioLanguageMenu />
        <ThemeMenu label={t('app.theme')} nameOf={(choice) => t(`app.themes.${choice}`)} />
        <UserMenu />
      </div>
    </header>
  );
}

/** How far the draft is from the live release, and whether it is saved. */
function DraftState() {
  const { t } = useTranslation();
  const { base, live, changes, saving } = useDraft();
  const behind = live > base;
  return (
    <div className="s-draft-state">
      <span className={behind ? 's-release s-release-behind' : 's-release'}>
        {behind ? t('draft.behind', { base, live }) : t('draft.release', { number: live })}
      </span>
      <span className="s-wide-only">
        {changes === 0 ? t('draft.same') : t('draft.changes', { count: changes })}
      </span>
      <output className={`s-saving s-saving-${saving}`}>
        {saving === 'saved' && changes === 0 ? '' : t(`draft.saving.${saving}`)}
      </output>
    </div>
  );
}

function StudioLanguageMenu() {
  const { t, i18n } = useTranslation();
  const { language } = useLanguage();
  const api = useStudioApi();
  const queries = useQueryClient();
  const switchTo = (next: Language) => {
    if (next === language) return;
    keepLanguage(next);
    void i18n.changeLanguage(next);
    api
      .preferences(next)
      .then((session) => queries.setQueryData(keys.session, session))
      // The choice holds in this browser all the same.
      .catch(() => undefined);
  };
  return <LanguageMenu label={t('app.language')} language={language} onSwitch={switchTo} />;
}

function UserMenu() {
  const { t } = useTranslation();
  const { user } = useSession();
  const api = useStudioApi();
  const signOut = () =>
    void api
      .signOut()
      .catch(() => undefined)
      .finally(() => location.assign(signInHref()));
  return (
    <AccountMenu
      label={t('app.userMenu')}
      user={user}
      items={[
        { key: 'runtime', icon: <ArrowLeftOutlined />, label: <a href="/">{t('app.toRuntime')}</a> },
        { key: 'out', icon: <LogoutOutlined />, label: t('app.signOut'), onClick: signOut },
      ]}
    />
  );
}
