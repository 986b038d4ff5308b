/** The Express app, without listening. */
import express, { type Express } from 'express';
import { TenonError } from './errors.ts';
import { askedLanguage } from './http/asked-language.ts';
import { checkForgery, readCookie, securityHeaders, sessionCookie } from './http/browser-safety.ts';
import { errorHandler } from './http/error-handler.ts';
import { bodyLimit } from './http/limits.ts';
import { measureRequests } from './http/metrics.ts';
import { type Call, mount, type SignedInCall } from './http/route.ts';
import { healthRoutes } from './http/routes/health.ts';
import { routes } from './http/routes/index.ts';
import type { AppServices } from './http/services.ts';
import { serveApps, type WebApps } from './http/static.ts';
import { contextOf } from './identity/viewers.ts';

export interface AppOptions {
  readonly apps?: WebApps;
  /** Addresses of proxies in front whose X-Forwarded-* headers are believed; none by default. */
  readonly trustProxy?: string;
}

export function createApp(services: AppServices, options: AppOptions = {}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', false);
  app.set('trust proxy', options.trustProxy ?? false);
  app.use(measureRequests);
  app.use(securityHeaders);
  healthRoutes(app, services);
  app.use('/api/', (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });

  mount(app, '/api/v1', routes(services), {
    release: () => services.releases.current(),
    signedIn: (call) => signIn(services, call),
    json: express.json({ limit: bodyLimit, strict: true }),
  });
  app.use('/api/', (request) => {
    throw new TenonError('not-found', `There is no ${request.method} ${request.originalUrl.split('?')[0]}`);
  });
  if (options.apps) serveApps(app, options.apps);
  app.use((request) => {
    throw new TenonError('not-found', `There is nothing at ${request.path}`);
  });
  app.use(errorHandler(services.log, services.registry));
  return app;
}

async function signIn(services: AppServices, call: Call): Promise<SignedInCall> {
  const bearer = /^Bearer (\S{1,200})$/.exec(call.request.get('authorization') ?? '')?.[1];
  const cookie = readCookie(call.request, sessionCookie);
  const found = await services.identity.viewerOf(call.release, {
    ...(bearer !== undefined && { bearer }),
    ...(cookie !== undefined && { cookie }),
  });
  if (!found) throw new TenonError('not-authenticated', 'Sign in first');
  if (found.session.csrf !== undefined) checkForgery(call.request, found.session.csrf);
  const language = askedLanguage(call.request);
  const viewer = language ? { ...found.viewer, language } : found.viewer;
  return {
    ...call,
    context: contextOf(services, call.release, viewer, 'api'),
    session: found.session,
    cookie,
  };
}
