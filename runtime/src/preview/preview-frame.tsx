import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { Language } from '@tenon/documents';
import type { AppConfig, RecordBody } from '@tenon/model';
import type { RecordLookup } from '@tenon/plugin-api';
import { type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { createTexts } from '../i18n/index.ts';
import { PageSkeleton } from '../pages/page-skeleton.tsx';
import { RegistryProvider, type RegistrySource } from '../registry/index.ts';
import { recordHref, type Workspace, WorkspaceProvider } from '../workspace/index.ts';

export type PreviewConfig = Pick<AppConfig, 'entities' | 'organisation'> & Partial<AppConfig>;

export interface PreviewFrameProps {
  readonly registry: RegistrySource;
  readonly config: PreviewConfig;
  readonly language: Language;
  /** Whose eyes: the `viewer` of conditions. */
  readonly user?: Workspace['user'];
  /** Real records for pickers; without it they find nothing. */
  readonly lookup?: RecordLookup;
  readonly read?: (entity: string, id: string) => Promise<RecordBody>;
  readonly children: ReactNode;
}

const nobody: Workspace['user'] = {
  id: '',
  name: '',
  email: null,
  language: 'en',
  timeZone: '',
  roles: [],
  roleLabels: [],
};
const noLookup: RecordLookup = {
  search: async () => ({ items: [], next: null }),
  titles: async () => ({}),
  href: recordHref,
};
const empty = {
  release: 0,
  views: {},
  pages: {},
  forms: {},
  dashboards: {},
  segmentations: {},
  taskTypes: {},
  queues: {},
  app: { id: 'preview', label: '', items: [], homeDashboards: [] },
} as const satisfies Partial<AppConfig>;

/** What the runtime's components stand on, made of the given pieces. Stands inside the host's ThemeProvider. */
export function PreviewFrame({
  registry,
  config,
  language,
  user = nobody,
  lookup = noLookup,
  read,
  children,
}: PreviewFrameProps) {
  const [texts] = useState(() => createTexts(language));
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: false } } }));
  useEffect(() => void texts.changeLanguage(language), [texts, language]);
  const workspace = useMemo<Workspace>(
    () => ({
      config: { ...empty, ...config },
      user,
      locale: {
        language,
        timeZone: user.timeZone || config.organisation.timeZone,
        currency: config.organisation.currency,
        phoneRegion: config.organisation.phoneRegion,
      },
      lookup,
      read: read ?? ((entity, id) => Promise.reject(new Error(`The preview cannot read ${entity} ${id}`))),
      can: () => false,
    }),
    [config, user, language, lookup, read],
  );
  return (
    <I18nextProvider i18n={texts}>
      <QueryClientProvider client={queries}>
        <RegistryProvider registry={registry}>
          <WorkspaceProvider workspace={workspace}>
            <Suspense fallback={<PageSkeleton rows={4} />}>{children}</Suspense>
          </WorkspaceProvider>
        </RegistryProvider>
      </QueryClientProvider>
    </I18nextProvider>
  );
}
