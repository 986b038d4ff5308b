import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { FavouriteLinks } from '../favourites/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { MenuFoldOutlined, MenuUnfoldOutlined, SettingOutlined } from '../pages/icons.tsx';
import { Icon } from '../pages/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { configuredLinks, homeLink, managerLinks, type NavigationLink } from './navigation.ts';
import { useOpenCount } from './use-open-count.ts';

export function Sidebar({
  collapsed,
  onCollapse,
}: {
  readonly collapsed: boolean;
  readonly onCollapse: (collapsed: boolean) => void;
}) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { config } = useWorkspace();
  const toggle = collapsed ? t('app.expand') : t('app.collapse');
  return (
    <aside className="t-sidebar">
      <div className="t-sidebar-top">
        <img src="/favicon.svg" alt="" width={24} height={24} />
        <span className="t-sidebar-name">{label(config.app.label, t('app.name'))}</span>
      </div>
      <NavigationLinks collapsed={collapsed} />
      <div className="t-sidebar-bottom">
        <Tooltip title={toggle} placement="right">
          <Button
            type="text"
            size="small"
            aria-label={toggle}
            aria-expanded={!collapsed}
            icon={collapsed ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
            onClick={() => onCollapse(!collapsed)}
          />
        </Tooltip>
      </div>
    </aside>
  );
}

/** The links of the sidebar, and of the drawer on a phone. */
export function NavigationLinks({
  collapsed = false,
  onFollow,
}: {
  readonly collapsed?: boolean;
  readonly onFollow?: () => void;
}) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const open = useOpenCount();
  const work = homeLink(workspace, { work: t('work.title'), home: t('work.home') });
  const link = (item: NavigationLink, count?: number) => (
    <SidebarLink
      key={item.id}
      link={item}
      collapsed={collapsed}
      {...(count === undefined ? {} : { count })}
      {...(onFollow ? { onFollow } : {})}
    />
  );
  return (
    <nav className="t-nav" aria-label={t('app.navigation')}>
      {link(work, open)}
      {managerLinks(workspace, t('rules.title')).map((item) => link(item))}
      <div className="t-nav-gap" />
      {configuredLinks(workspace.config).map((item) => link(item))}
      <FavouriteLinks {...(onFollow ? { onFollow } : {})} />
      {workspace.can('configure') && (
        <>
          <div className="t-nav-gap" />
          <a className="t-nav-link" href="/studio/">
            <SettingOutlined className="t-icon" aria-hidden />
            <span className="t-nav-text">{t('app.studio')}</span>
          </a>
        </>
      )}
    </nav>
  );
}

function SidebarLink({
  link,
  collapsed,
  count,
  onFollow,
}: {
  readonly link: NavigationLink;
  readonly collapsed: boolean;
  readonly count?: number;
  readonly onFollow?: () => void;
}) {
  const { label } = useLanguage();
  const text = label(link.label, link.id);
  return (
    <Tooltip title={collapsed ? text : ''} placement="right">
      <NavLink
        to={link.to}
        end={link.to === '/'}
        className="t-nav-link"
        {...(onFollow ? { onClick: onFollow } : {})}
      >
        <Icon name={link.icon} />
        <span className="t-nav-text">{text}</span>
        {count !== undefined && count > 0 && (
          <span className="t-nav-count">{count > 99 ? '99+' : count}</span>
        )}
      </NavLink>
    </Tooltip>
  );
}
