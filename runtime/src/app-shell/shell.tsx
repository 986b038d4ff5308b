import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useNavigation } from 'react-router';
import { PageSkeleton } from '../pages/index.ts';
import { useNoteOpened } from '../search/recent.ts';
import { BottomBar } from './bottom-bar.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { Sidebar } from './sidebar.tsx';
import { TopBar } from './top-bar.tsx';
import { useLiveUpdates } from './use-live-updates.ts';

const CommandPalette = lazy(async () => ({
  default: (await import('./command-palette/command-palette.tsx')).CommandPalette,
}));
const collapsedKey = 'tenon.sidebar';

/** Navigation around every page. */
export function Shell() {
  const { t } = useTranslation();
  const [collapsed, setCollapsed] = useState(() => localStorage.getItem(collapsedKey) === 'collapsed');
  const [searching, setSearching] = useState(false);
  const moving = useNavigation().state !== 'idle';
  useLiveUpdates();
  useNoteOpened();

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      setSearching((open) => !open);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  const collapse = (next: boolean) => {
    localStorage.setItem(collapsedKey, next ? 'collapsed' : 'open');
    setCollapsed(next);
  };
  return (
    <div className="t-shell" data-collapsed={collapsed}>
      <a className="t-skip" href="#main">
        {t('app.skip')}
      </a>
      <Sidebar collapsed={collapsed} onCollapse={collapse} />
      <div className="t-column">
        <TopBar onSearch={() => setSearching(true)} />
        <ConnectionBanner />
        <div className="t-progress" data-active={moving} aria-hidden />
        <main id="main" tabIndex={-1}>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <BottomBar />
      {searching && (
        <Suspense>
          <CommandPalette onClose={() => setSearching(false)} />
        </Suspense>
      )}
    </div>
  );
}
