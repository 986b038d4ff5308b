/** Prometheus metrics of the process and its requests. */
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

const requests = new Histogram({
  name: 'tenon_http_request_seconds',
  help: 'Time from the request to the end of its answer.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [metrics],
});

export const measureRequests: RequestHandler = (request, response, next) => {
  const started = process.hrtime.bigint();
  response.on('finish', () => {
    // The route's pattern, never the address itself: ids would make a series each.
    const route = (request.route as { path?: string } | undefined)?.path ?? 'other';
    requests.observe(
      { method: request.method, route, status: response.statusCode },
      Number(process.hrtime.bigint() - started) / 1e9,
    );
  });
  next();
};
