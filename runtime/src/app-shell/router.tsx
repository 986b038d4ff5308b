import { createBrowserRouter } from 'react-router';
import { CrashPage, NotFoundPage, PageSkeleton } from '../pages/index.ts';
import { WorkListPage } from '../work/work-list-page.tsx';
import { Root } from './root.tsx';
import { Shell } from './shell.tsx';

/** Every address of the app. The work list comes with the shell; other pages load when they are first opened. */
export function createRouter() {
  return createBrowserRouter([
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
                { index: true, element: <WorkListPage /> },
                { path: 'welcome', element: <NotFoundPage /> },
                {
                  path: 'work/tasks/:task',
                  lazy: async () => ({
                    Component: (await import('../workbench/workbench-page.tsx')).WorkbenchPage,
                  }),
                },
                {
                  path: 'work/rules',
                  lazy: async () => ({ Component: (await import('../work/rules/rules-page.tsx')).RulesPage }),
                },
                {
                  path: 'views/:view',
                  lazy: async () => ({ Component: (await import('../views/view-page.tsx')).ViewPage }),
                },
                {
                  path: 'entities/:entity',
                  lazy: async () => ({ Component: (await import('../views/view-page.tsx')).EntityPage }),
                },
                {
                  path: 'entities/:entity/import',
                  lazy: async () => ({
                    Component: (await import('../records/import/import-page.tsx')).ImportPage,
                  }),
                },
                {
                  path: 'entities/:entity/duplicates',
                  lazy: async () => ({ Component: (await import('../duplicates/pairs-page.tsx')).PairsPage }),
                },
                {
                  path: 'records/:entity/new',
                  lazy: async () => ({ Component: (await import('../records/create-page.tsx')).CreatePage }),
                },
                {
                  path: 'records/:entity/:id',
                  lazy: async () => ({ Component: (await import('../records/record-page.tsx')).RecordPage }),
                },
                {
                  path: 'dashboards/:dashboard',
                  lazy: async () => ({
                    Component: (await import('../dashboards/dashboard-page.tsx')).DashboardPage,
                  }),
                },
                {
                  path: 'search',
                  lazy: async () => ({ Component: (await import('../search/search-page.tsx')).SearchPage }),
                },
                {
                  path: 'settings',
                  lazy: async () => ({
                    Component: (await import('../settings/settings-page.tsx')).SettingsPage,
                  }),
                },
                { path: '*', element: <NotFoundPage /> },
              ],
            },
          ],
        },
      ],
    },
  ]);
}
