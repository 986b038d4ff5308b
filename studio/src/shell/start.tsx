import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { BrowserRegistry } from '@tenon/plugin-api';
import { ApiError, createApi, preferredLanguage } from '@tenon/runtime/preview';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { RouterProvider } from 'react-router/dom';
import { createStudioApi, keys, StudioApiProvider } from '../api/index.ts';
import { DraftProvider, DraftStore } from '../documents/index.ts';
import { createTexts } from '../i18n/index.ts';
import { RegistryProvider } from './registry-context.tsx';
import { createRouter } from './router.tsx';

export interface StartOptions {
  readonly element: HTMLElement;
  /** Loads the plugins' browser halves, which the compiler and the previews need. */
  readonly registry: () => Promise<BrowserRegistry>;
}

/** Puts the studio on the page. */
export function start({ element, registry }: StartOptions): void {
  const texts = createTexts(preferredLanguage());
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // The server's "no" stays no; only silence is worth asking again.
        retry: (count, error) => count < 2 && !(error instanceof ApiError),
      },
    },
  });
  const api = createStudioApi(
    createApi({
      language: () => texts.language,
      // The draft stays on the page, so that nothing typed is lost; a banner leads to the sign-in.
      onSignedOut: () => void queries.invalidateQueries({ queryKey: keys.session }),
      onRelease: (release) => {
        if (release > store.snapshot().live && store.snapshot().live > 0) refreshSoon();
      },
    }),
  );
  const store = new DraftStore({ api });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refreshSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void store.refresh().catch(() => undefined), 200);
  };

  createRoot(element).render(
    <StrictMode>
      <I18nextProvider i18n={texts}>
        <QueryClientProvider client={queries}>
          <StudioApiProvider api={api}>
            <RegistryProvider registry={registry()}>
              <DraftProvider store={store}>
                <RouterProvider router={createRouter()} />
              </DraftProvider>
            </RegistryProvider>
          </StudioApiProvider>
        </QueryClientProvider>
      </I18nextProvider>
    </StrictMode>,
  );
}
