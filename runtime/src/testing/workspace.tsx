import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { coreFields, coreRules } from '@tenon/core-fields';
import { coreFieldsBrowser } from '@tenon/core-fields/browser';
import type { AppConfig, Capability, EntityConfig, FieldConfig } from '@tenon/model';
import { createBrowserRegistry } from '@tenon/plugin-api';
import { type ReactNode, Suspense } from 'react';
import { I18nextProvider } from 'react-i18next';
import { ApiProvider, createApi } from '../api-client/index.ts';
import { createTexts } from '../i18n/index.ts';
import { RegistryProvider } from '../registry/index.ts';
import { ThemeProvider } from '../theme/index.ts';
import { createRecordLookup, type Workspace, WorkspaceProvider } from '../workspace/index.ts';

export const registry = createBrowserRegistry([coreRules, coreFields], [coreFieldsBrowser]);

export const fieldOf = (id: string, type: string, rest: Partial<FieldConfig> = {}): FieldConfig => ({
  id,
  label: { en: id, 'zh-CN': id },
  type,
  options: {},
  required: false,
  readOnly: false,
  system: false,
  sortable: true,
  ...rest,
});

export const entityOf = (
  id: string,
  fields: readonly FieldConfig[],
  rest: Partial<EntityConfig> = {},
): EntityConfig => ({
  id,
  label: id,
  labelPlural: `${id}s`,
  icon: 'bank',
  titleField: fields[0]?.id ?? 'id',
  fields: [fieldOf('id', 'relation', { options: { to: id }, system: true, readOnly: true }), ...fields],
  actions: ['read', 'create', 'update', 'delete'],
  defaultView: null,
  createForm: null,
  editForm: null,
  pages: [],
  constraints: { conditions: {}, rules: [], recordTypes: null, stages: null },
  comparedFields: [],
  followedBy: [],
  ...rest,
});

export const configOf = (entities: readonly EntityConfig[], rest: Partial<AppConfig> = {}): AppConfig => ({
  release: 1,
  organisation: {
    label: 'Acme',
    timeZone: 'UTC',
    currency: 'USD',
    languages: ['en', 'zh-CN'],
    phoneRegion: 'US',
  },
  entities: Object.fromEntries(entities.map((entity) => [entity.id, entity])),
  views: {},
  pages: {},
  forms: {},
  dashboards: {},
  segmentations: {},
  taskTypes: {},
  queues: {},
  app: { id: 'app', label: 'Acme', items: [], homeDashboards: [] },
  ...rest,
});

export interface TestWorkspaceProps {
  readonly base: string;
  readonly config: AppConfig;
  readonly capabilities?: readonly Capability[];
  readonly children: ReactNode;
}

/** The whole ground that pages stand on, over a server on loopback. */
export function TestWorkspace({ base, config, capabilities = ['work'], children }: TestWorkspaceProps) {
  const api = createApi({ base, language: () => 'en' });
  const workspace: Workspace = {
    config,
    user: {
      id: 'me',
      name: 'Ada Lovelace',
      email: null,
      language: 'en',
      timeZone: 'UTC',
      roles: [],
      roleLabels: [],
    },
    locale: { language: 'en', timeZone: 'UTC', currency: 'USD', phoneRegion: 'US' },
    lookup: createRecordLookup(api, config),
    read: api.records.read,
    can: (capability) => capabilities.includes(capability),
  };
  return (
    <I18nextProvider i18n={createTexts('en')}>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <ApiProvider api={api}>
          <RegistryProvider registry={registry}>
            <ThemeProvider language="en">
              <WorkspaceProvider workspace={workspace}>
                <Suspense fallback="…">{children}</Suspense>
              </WorkspaceProvider>
            </ThemeProvider>
          </RegistryProvider>
        </ApiProvider>
      </QueryClientProvider>
    </I18nextProvider>
  );
}
