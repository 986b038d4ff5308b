import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AppConfig, SessionBody } from '@tenon/model';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { ApiError, keys, useApi } from '../api-client/index.ts';
import { keepLanguage, useLanguage } from '../i18n/index.ts';
import { LoadError, PageSkeleton } from '../pages/index.ts';
import { QuickCreate, QuickCreateHost } from '../quick-create/index.ts';
import { ThemeProvider } from '../theme/index.ts';
import { createRecordLookup, type Workspace, WorkspaceProvider } from '../workspace/index.ts';

const SignInPage = lazy(async () => ({ default: (await import('../sign-in/sign-in-page.tsx')).SignInPage }));
const WelcomePage = lazy(async () => ({
  default: (await import('../sign-in/welcome-page.tsx')).WelcomePage,
}));

import { Onward } from './onward.tsx';

/** Theme, then session, then configuration; each page below can count on all three. */
export function Root() {
  const { language } = useLanguage();
  return (
    <ThemeProvider language={language}>
      <Suspense>
        <SessionGate />
      </Suspense>
    </ThemeProvider>
  );
}

function SessionGate() {
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const session = useQuery({
    queryKey: keys.session,
    queryFn: () => api.session.read().catch(noSession),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: true,
  });
  const enter = (body: SessionBody) => {
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] });
    queries.setQueryData(keys.session, body);
  };

  if (session.isPending) return <PageSkeleton />;
  if (session.isError) return <LoadError error={session.error} onRetry={() => void session.refetch()} />;
  if (pathname === '/welcome' && !session.data) {
    const created = (body: SessionBody) => {
      enter(body);
      void navigate('/', { replace: true });
    };
    return <WelcomePage token={new URLSearchParams(search).get('token')} onSession={created} />;
  }
  if (!session.data) return <SignInPage onSession={enter} />;
  if (pathname === '/sign-in') return <Onward />;
  return <ModelGate session={session.data} />;
}

function noSession(error: unknown): null {
  if (error instanceof ApiError && error.status === 401) return null;
  throw error;
}

function ModelGate({ session }: { readonly session: SessionBody }) {
  const api = useApi();
  const model = useQuery({ queryKey: keys.model, queryFn: api.model, staleTime: Number.POSITIVE_INFINITY });
  if (model.isPending) return <PageSkeleton />;
  if (!model.data) return <LoadError error={model.error} onRetry={() => void model.refetch()} />;
  return <Inside session={session} config={model.data} />;
}

function Inside({ session, config }: { readonly session: SessionBody; readonly config: AppConfig }) {
  const api = useApi();
  const { i18n } = useTranslation();
  const { user, capabilities } = session;

  // The language of the account wins over the browser's when a session begins or the account changes.
  useEffect(() => {
    keepLanguage(user.language);
    if (i18n.language !== user.language) void i18n.changeLanguage(user.language);
  }, [user.language, i18n]);

  const { language, label } = useLanguage();
  const { t } = useTranslation();
  const [quickCreate] = useState(() => new QuickCreate());
  const workspace = useMemo<Workspace>(
    () => ({
      config,
      user,
      locale: {
        language,
        timeZone: user.timeZone || config.organisation.timeZone,
        currency: config.organisation.currency,
        phoneRegion: config.organisation.phoneRegion,
      },
      lookup: {
        ...createRecordLookup(api, config),
        create: quickCreate.offer(config, (entity) =>
          t('quickCreate.new', { entity: label(entity.label, entity.id) }),
        ),
      },
      read: api.records.read,
      can: (capability) => capabilities.includes(capability),
    }),
    [api, config, user, capabilities, language, label, t, quickCreate],
  );
  return (
    <WorkspaceProvider workspace={workspace}>
      <Outlet />
      <QuickCreateHost requests={quickCreate} />
    </WorkspaceProvider>
  );
}
