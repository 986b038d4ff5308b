import { CrashPage, PageSkeleton } from '@tenon/runtime/preview';
import { createBrowserRouter } from 'react-router';
import { NotFoundPage } from './not-found-page.tsx';
import { OverviewPage } from './overview-page.tsx';
import { Root } from './root.tsx';
import { Shell } from './shell.tsx';

/** Every address of the studio; pages load when they are first opened. */
export function createRouter() {
  return createBrowserRouter(
    [
      {
        element: <Root />,
        errorElement: <CrashPage />,
        hydrateFallbackElement: <PageSkeleton />,
        children: [
          {
            element: <Shell />,
            children: [
              {
                errorElement: <CrashPage />,
                children: [
                  { index: true, element: <OverviewPage /> },
                  {
                    path: 'documents/:kind/:id',
                    lazy: async () => ({
                      Component: (await import('../editors/editor-page.tsx')).EditorPage,
                    }),
                  },
                  {
                    path: 'review',
                    lazy: async () => ({ Component: (await import('../review/review-page.tsx')).ReviewPage }),
                  },
                  {
                    path: 'history/:number?',
                    lazy: async () => ({
                      Component: (await import('../history/history-page.tsx')).HistoryPage,
                    }),
                  },
                  {
                    path: 'users',
                    lazy: async () => ({ Component: (await import('../users/users-page.tsx')).UsersPage }),
                  },
                  {
                    path: 'jobs',
                    lazy: async () => ({ Component: (await import('../jobs/jobs-page.tsx')).JobsPage }),
                  },
                  { path: '*', element: <NotFoundPage /> },
                ],
              },
            ],
          },
        ],
      },
    ],
    { basename: '/studio' },
  );
}
