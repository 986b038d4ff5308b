/** Serves the two web apps: files with hashed names for ever, the pages themselves always fresh. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express } from 'express';

export interface WebApps {
  /** Folder of the built runtime and of the built studio; an app that is not built is left out. */
  readonly runtime: string;
  readonly studio: string;
}

export function serveApps(app: Express, apps: WebApps): void {
  for (const [prefix, folder] of [
    ['/studio', apps.studio],
    ['/', apps.runtime],
  ] as const) {
    const page = join(folder, 'index.html');
    if (!existsSync(page)) continue;
    app.use(
      prefix,
      express.static(folder, {
        index: false,
        setHeaders: (response, path) => {
          response.setHeader(
            'Cache-Control',
            /\/assets\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
          );
        },
      }),
    );
    // Any other address is a page of the app, which routes by itself; a missing file is not.
    const isPage = (path: string) => !path.startsWith('/api/') && !/\.[a-z0-9]+$/i.test(path);
    app.use(prefix, (request, response, next) => {
      if (request.method !== 'GET' || !isPage(request.originalUrl.split('?')[0] ?? '')) {
        next();
        return;
      }
      response.setHeader('Cache-Control', 'no-cache');
      response.sendFile(page);
    });
  }
}
