import { PageSkeleton } from '@tenon/runtime/preview';
import { Drawer } from 'antd';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation, useNavigation } from 'react-router';
import { AddDocumentDialog, DocumentTree, RebaseBanner } from '../documents/index.ts';
import { ProblemsPanel } from '../problems/index.ts';
import { SideLinks } from './side-links.tsx';
import { TopBar } from './top-bar.tsx';

/** Documents at the left, the page in the middle, problems below, the state of the draft on top. */
export function Shell() {
  const { t } = useTranslation();
  const [drawer, setDrawer] = useState(false);
  const [adding, setAdding] = useState<{ readonly kind?: string }>();
  const moving = useNavigation().state !== 'idle';
  const { pathname } = useLocation();
  const side = (
    <>
      <DocumentTree
        onAdd={(kind) => {
          setDrawer(false);
          setAdding(kind === undefined ? {} : { kind });
        }}
        onFollow={() => setDrawer(false)}
      />
      <SideLinks onFollow={() => setDrawer(false)} />
    </>
  );
  const withProblems = pathname === '/' || pathname.startsWith('/documents/');
  return (
    <div className="s-shell">
      <a className="t-skip" href="#main">
        {t('app.skip')}
      </a>
      <TopBar onMenu={() => setDrawer(true)} />
      <RebaseBanner />
      <div className="t-progress" data-active={moving} aria-hidden />
      <div className="s-body">
        <aside className="s-side">{side}</aside>
        <div className="s-centre-column">
          <main id="main" tabIndex={-1}>
            <Suspense fallback={<PageSkeleton />}>
              <Outlet />
            </Suspense>
          </main>
          {withProblems && <ProblemsPanel />}
        </div>
      </div>
      <Drawer
        open={drawer}
        placement="left"
        size={300}
        title={t('documents.title')}
        onClose={() => setDrawer(false)}
        className="s-drawer tenon"
      >
        {side}
      </Drawer>
      {adding && <AddDocumentDialog {...adding} onClose={() => setAdding(undefined)} />}
    </div>
  );
}
