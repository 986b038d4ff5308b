import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { BrowserRegistry } from '@tenon/plugin-api';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { RouterProvider } from 'react-router/dom';
import { ApiError, ApiProvider, createApi, createConnection, keys } from '../api-client/index.ts';
import { createTexts, preferredLanguage } from '../i18n/index.ts';
import { RegistryProvider } from '../registry/index.ts';
import { ConnectionProvider } from './connection-context.tsx';
import { createRouter } from './router.tsx';

export interface StartOptions {
  readonly element: HTMLElement;
  /** Loads the plugins' browser halves; begun at once, awaited by the first page that needs them. */
  readonly registry: () => Promise<BrowserRegistry>;
}

/** Puts the app on the page. */
export function start({ element, registry }: StartOptions): void {
  const texts = createTexts(preferredLanguage());
  const connection = createConnection();
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // The server's "no" stays no; only silence is worth asking again.
        retry: (count, error) => count < 2 && !(error instanceof ApiError),
      },
    },
  });
  const api = createApi({
    language: () => texts.language,
    onSignedOut: () => queries.setQueryData(keys.session, null),
    onRelease: (release) => {
      const known = queries.getQueryData<{ release: number }>(keys.model);
      if (known && release > known.release && queries.isFetching({ queryKey: keys.model }) === 0) {
        void queries.invalidateQueries({ queryKey: keys.model });
      }
    },
    onConnection: connection.set,
  });
  const plugins = registry();
  // Whoever needs the registry meets the failure there; nobody may need it on this page.
  plugins.catch(() => undefined);

  createRoot(element).render(
    <StrictMode>
      <I18nextProvider i18n={texts}>
        <QueryClientProvider client={queries}>
          <ApiProvider api={api}>
            <ConnectionProvider connection={connection}>
              <RegistryProvider registry={plugins}>
                <RouterProvider router={createRouter()} />
              </RegistryProvider>
            </ConnectionProvider>
          </ApiProvider>
        </QueryClientProvider>
      </I18nextProvider>
    </StrictMode>,
  );
}
