import type { DashboardData } from '@tenon/model';
import { isTenonError, TenonError } from '../../errors.ts';
import { isId } from '../../ids.ts';
import { entityFor, parseSelect } from '../../query/index.ts';
import { runReport } from '../../records/report.ts';
import type { Route } from '../route.ts';

export function dashboardRoutes(): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/dashboards/:id/data',
      needs: 'viewer',
      handle: async ({ release, context, params }): Promise<DashboardData> => {
        const dashboard = release.model.dashboards.get(params.id ?? '');
        if (!dashboard) throw new TenonError('not-found', `There is no dashboard ${params.id}`);
        // Several tiles often show one report: it runs once.
        const reports = new Map(
          dashboard.tiles.flatMap((tile) => (tile.report ? [[tile.report.id, tile.report] as const] : [])),
        );
        const results = new Map<string, DashboardData['tiles'][string]>();
        for (const report of reports.values()) {
          try {
            results.set(report.id, await runReport(context, report));
          } catch (error) {
            // A tile that its reader may not see, or that takes too long, leaves the others standing.
            if (!isTenonError(error) || error.code === 'internal') throw error;
            results.set(report.id, { problem: error.message });
          }
        }
        const tiles = dashboard.tiles.flatMap((tile) => {
          const result = tile.report && results.get(tile.report.id);
          return result ? [[tile.id, result] as const] : [];
        });
        return { tiles: Object.fromEntries(tiles), asOf: context.moment.now };
      },
    },
    {
      method: 'get',
      path: '/reports/:id/data',
      needs: 'viewer',
      handle: ({ release, context, params, query }) => {
        const report = release.model.reports.get(params.id ?? '');
        if (!report) throw new TenonError('not-found', `There is no report ${params.id}`);
        const { by, record } = query;
        if (by === undefined && record === undefined) return runReport(context, report);
        if (by === undefined || !isId(record)) {
          throw new TenonError('invalid-query', 'Figures about a record need by, a path, and record, an id');
        }
        // Parsed as any condition of the viewer's: a path that leads through what is hidden leads nowhere.
        const entity = entityFor(context, report.entity.id);
        const { node } = parseSelect(context, entity, { where: { '==': [{ var: by }, record] } });
        return runReport(context, report, node.where[0]);
      },
    },
  ];
}
