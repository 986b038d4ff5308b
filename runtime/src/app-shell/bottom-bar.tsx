import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useLanguage } from '../i18n/index.ts';
import { MenuOutlined } from '../pages/icons.tsx';
import { Icon } from '../pages/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { configuredLinks, homeLink, type NavigationLink } from './navigation.ts';
import { useOpenCount } from './use-open-count.ts';

const NavigationDrawer = lazy(async () => ({
  default: (await import('./navigation-drawer.tsx')).NavigationDrawer,
}));
const configuredShown = 3;

/** On a phone: what a thumb reaches, and the rest in a drawer. */
export function BottomBar() {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const workspace = useWorkspace();
  const { config } = workspace;
  const [open, setOpen] = useState(false);
  const count = useOpenCount();
  const links: readonly NavigationLink[] = [
    homeLink(workspace, { work: t('work.title'), home: t('work.home') }),
    ...configuredLinks(config).slice(0, configuredShown),
  ];
  return (
    <>
      <nav className="t-bottom-bar" aria-label={t('app.navigation')}>
        {links.map(({ id, label: text, icon, to }) => (
          <NavLink key={id} to={to} end={to === '/'} className="t-bottom-link">
            <span className="t-bottom-icon">
              <Icon name={icon} />
              {id === 'work' && count !== undefined && count > 0 && (
                <span className="t-bottom-count">{count > 99 ? '99+' : count}</span>
              )}
            </span>
            <span className="t-bottom-text">{label(text, id)}</span>
          </NavLink>
        ))}
        <button type="button" className="t-bottom-link" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <MenuOutlined className="t-icon" aria-hidden />
          <span className="t-bottom-text">{t('app.more')}</span>
        </button>
      </nav>
      {open && (
        <Suspense>
          <NavigationDrawer onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
