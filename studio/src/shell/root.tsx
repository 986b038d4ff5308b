import { useQuery } from '@tanstack/react-query';
import type { SessionBody } from '@tenon/model';
import { ApiError, EmptyState, keepLanguage, PageSkeleton, ThemeProvider } from '@tenon/runtime/preview';
import { Alert, Button } from 'antd';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { keys, useErrorText, useStudioApi } from '../api/index.ts';
import { useDraftStore } from '../documents/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { CompilationProvider } from '../problems/index.ts';
import { useLoadedRegistry } from './registry-context.tsx';
import { SessionProvider } from './session-context.tsx';
import { signInHref } from './sign-in.ts';

/** Theme, then session, then the draft and what it compiles to; each page below can count on all of them. */
export function Root() {
  const { language } = useLanguage();
  return (
    <ThemeProvider language={language}>
      <SessionGate />
    </ThemeProvider>
  );
}

function SessionGate() {
  const { t } = useTranslation();
  const api = useStudioApi();
  const [last, setLast] = useState<SessionBody>();
  const session = useQuery({
    queryKey: keys.session,
    queryFn: () => api.session().catch(noSession),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: 'always',
  });
  if (session.data && session.data !== last) setLast(session.data);
  const known = session.data ?? last;
  if (session.isPending) return <PageSkeleton />;
  if (!known) {
    if (session.isError) return <Failed error={session.error} onRetry={() => void session.refetch()} />;
    return (
      <Centre>
        <EmptyState
          title={t('session.none')}
          hint={t('session.noneHint')}
          action={
            <Button type="primary" href={signInHref()}>
              {t('session.signIn')}
            </Button>
          }
        />
      </Centre>
    );
  }
  if (!known.capabilities.includes('configure')) return <NotAllowed />;
  return (
    <SessionProvider session={known}>
      {session.data === null && (
        <Alert
          banner
          type="warning"
          title={t('session.ended')}
          action={
            <Button size="small" href={signInHref()} target="_blank">
              {t('session.signIn')}
            </Button>
          }
        />
      )}
      <DraftGate session={known} />
    </SessionProvider>
  );
}

function noSession(error: unknown): null {
  if (error instanceof ApiError && error.status === 401) return null;
  throw error;
}

function NotAllowed() {
  const { t } = useTranslation();
  return (
    <Centre>
      <EmptyState
        title={t('session.notAllowed')}
        hint={t('session.notAllowedHint')}
        action={
          <Button type="primary" href="/">
            {t('app.toRuntime')}
          </Button>
        }
      />
    </Centre>
  );
}

function DraftGate({ session }: { readonly session: SessionBody }) {
  const { i18n } = useTranslation();
  const store = useDraftStore();
  // The account's language wins over the browser's when a session begins.
  const { language } = session.user;
  useEffect(() => {
    keepLanguage(language);
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [language, i18n]);
  const draft = useQuery({
    queryKey: ['draft-loaded'],
    queryFn: async () => {
      await store.refresh();
      return true;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  if (draft.isError) return <Failed error={draft.error} onRetry={() => void draft.refetch()} />;
  if (draft.isPending) return <PageSkeleton />;
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Compiled />
    </Suspense>
  );
}

function Compiled() {
  return (
    <CompilationProvider registry={useLoadedRegistry()}>
      <Outlet />
    </CompilationProvider>
  );
}

function Failed({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  const text = useErrorText();
  return (
    <Centre>
      <Alert
        type="error"
        showIcon
        title={t('app.loadFailed')}
        description={text(error)}
        action={
          <Button size="small" onClick={onRetry}>
            {t('app.retry')}
          </Button>
        }
      />
    </Centre>
  );
}

function Centre({ children }: { readonly children: ReactNode }) {
  return (
    <main className="s-centre">
      <div>{children}</div>
    </main>
  );
}
