/** A report as the Model has it: aggregates in SQL, then formulas over each row in memory, exactly. */

import { textIn } from '@tenon/documents';
import type { CheckedExpression } from '@tenon/expressions';
import type { AggregateResult, MeasureModel, ReportModel } from '@tenon/model';
import type { ReportColumn, ReportResult, ReportRow } from '@tenon/plugin-api';
import { Big } from 'big.js';
import type { Context } from '../context.ts';
import { authorizeAggregate, entityFor } from '../query/authorize.ts';
import { limits } from '../query/limits.ts';
import type { AggregateNode, MeasureNode } from '../query/nodes.ts';
import { runAggregate } from '../query/run-aggregate.ts';

/** `more` holds beside the report's own condition. */
export async function runReport(
  context: Context,
  report: ReportModel,
  more?: CheckedExpression,
): Promise<ReportResult> {
  // Authorize.
  entityFor(context, report.entity.id, 'read');
  const formulas = new Set(
    report.measures.filter(({ value }) => value.kind === 'formula').map(({ id }) => id),
  );
  // A formula is known only after all groups are.
  const sortsByFormula = report.sort.some(({ by }) => formulas.has(by));
  const node: AggregateNode = Object.freeze({
    kind: 'aggregate',
    entity: report.entity,
    where: [...(report.where ? [report.where.checked] : []), ...(more ? [more] : [])],
    groups: report.groups.map(({ id, field, bucket }) => ({ id, path: field, bucket })),
    measures: report.measures.flatMap(aggregateOf),
    sort: sortsByFormula ? [] : report.sort,
    limit: sortsByFormula ? limits.reportGroups : report.limit,
  });
  const authorized = authorizeAggregate(context, node);

  // Run.
  const { rows, more: cut } = await runAggregate(context, authorized);

  // Present.
  const computed = rows.map((row) => withFormulas(context, report, row));
  const sorted = sortsByFormula ? sortRows(computed, report) : computed;
  return {
    groups: report.groups.map(({ id, label }) => ({
      id,
      label: textIn(label, context.locale.language, id),
      format: 'text',
    })),
    measures: report.measures.map((measure) => columnOf(context, measure)),
    rows: sorted.slice(0, report.limit),
    more: cut || sorted.length > report.limit,
  };
}

function aggregateOf({ id, value }: MeasureModel): MeasureNode[] {
  if (value.kind === 'formula') return [];
  return [{ id, aggregate: value.aggregate, path: value.field, where: value.where?.checked }];
}

function columnOf(context: Context, { id, label, format, currency }: MeasureModel): ReportColumn {
  const column = { id, label: textIn(label, context.locale.language, id), format };
  return format === 'money' ? { ...column, currency: currency ?? context.locale.currency } : column;
}

function withFormulas(
  context: Context,
  report: ReportModel,
  row: AggregateResult['rows'][number],
): ReportRow {
  const values: { [column: string]: string | null } = { ...row.values };
  for (const { id, value } of report.measures) {
    if (value.kind !== 'formula') continue;
    const result = context.release.registry.rules.evaluate(value.formula.checked, {
      ...context.moment,
      row: row.values,
      related: () => undefined,
      relatedMany: () => [],
      segmentOf: () => undefined,
    });
    values[id] = result === null || result === undefined ? null : String(result);
  }
  return { values, titles: row.titles };
}

/** Rows come in the order of their groups, which stays among equals. Empties stand last. */
function sortRows(rows: readonly ReportRow[], report: ReportModel): ReportRow[] {
  const numeric = new Set(report.measures.map(({ id }) => id));
  return [...rows].sort((a, b) => {
    for (const { by, direction } of report.sort) {
      const order = compareCells(a.values[by] ?? null, b.values[by] ?? null, numeric.has(by), direction);
      if (order !== 0) return order;
    }
    return 0;
  });
}

function compareCells(
  a: string | null,
  b: string | null,
  numeric: boolean,
  direction: 'asc' | 'desc',
): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order = numeric ? compareDecimals(a, b) : a < b ? -1 : a > b ? 1 : 0;
  return direction === 'desc' ? -order : order;
}

function compareDecimals(a: string, b: string): number {
  return new Big(a).cmp(b);
}
