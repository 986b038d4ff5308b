import { sql } from '@tenon/expressions';
import type { Express } from 'express';
import { metrics } from '../metrics.ts';
import type { AppServices } from '../services.ts';

/** For those who watch the process: alive, ready, and how it fares. */
export function healthRoutes(app: Express, { db, releases }: Pick<AppServices, 'db' | 'releases'>): void {
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', async (_request, response) => {
    await db.query(sql`select 1`);
    response.json({ status: 'ready', release: releases.current().number });
  });
  app.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.metrics());
  });
}
