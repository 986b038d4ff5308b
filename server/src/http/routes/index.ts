import type { Route } from '../route.ts';
import type { AppServices } from '../services.ts';
import { adminRoutes } from './admin.ts';
import { adviceRoutes } from './advice.ts';
import { configRoutes } from './config.ts';
import { dashboardRoutes } from './dashboards.ts';
import { duplicateRoutes } from './duplicates.ts';
import { fileRoutes } from './files.ts';
import { importRoutes } from './imports.ts';
import { metaRoutes } from './meta.ts';
import { modelRoutes } from './model.ts';
import { recordRoutes } from './records.ts';
import { savedViewRoutes } from './saved-views.ts';
import { searchRoutes } from './search.ts';
import { secretRoutes } from './secrets.ts';
import { sessionRoutes } from './session.ts';
import { timelineRoutes } from './timeline.ts';
import { workRoutes } from './work.ts';

/** Every route of /api/v1. */
export const routes = (services: AppServices): readonly Route[] => [
  ...sessionRoutes(services),
  ...modelRoutes(services),
  ...recordRoutes(services),
  ...timelineRoutes(),
  ...duplicateRoutes(services),
  ...importRoutes(services),
  ...savedViewRoutes(),
  ...searchRoutes(services),
  ...dashboardRoutes(),
  ...workRoutes(services),
  ...configRoutes(services),
  ...adviceRoutes(),
  ...adminRoutes(services),
  ...metaRoutes(services),
  ...fileRoutes(services),
  ...secretRoutes(services),
];
