import type { MeasureDocument } from '@tenon/documents';
import type { Catalog, ScopeEntity, ScopeField, ValueType } from '@tenon/expressions';
import type { EntityModel, MeasureModel, PathModel } from '../model.ts';
import type { Place } from '../reporter.ts';
import type { Resolution } from '../resolve/context.ts';
import { isOfRecord, resolvePath } from '../resolve/paths.ts';
import type { ReportLonghand } from './normalize.ts';

type Aggregate = NonNullable<MeasureDocument['aggregate']>;
type Measure = ReportLonghand['measures'][number];

/** The entity that formulas stand in: its fields are the aggregate measures of the report. */
export const measuresEntity = '$measures';

/** Aggregates first, since formulas speak of them; the result is in the order written. */
export function resolveMeasures(
  longhand: ReportLonghand,
  entity: EntityModel,
  context: Resolution,
): readonly MeasureModel[] {
  const aggregates = new Map<string, MeasureModel>();
  for (const entry of longhand.measures) {
    if (!hasOnePart(entry)) continue;
    const aggregate =
      entry.measure.aggregate && resolveAggregate(entry, entry.measure.aggregate, entity, context);
    if (aggregate) aggregates.set(entry.measure.id, aggregate);
  }
  const written = new Set(
    longhand.measures.filter(({ measure }) => measure.aggregate).map(({ measure }) => measure.id),
  );
  return longhand.measures.flatMap((entry) => {
    const { measure } = entry;
    if (measure.formula === undefined || measure.aggregate !== undefined)
      return aggregates.get(measure.id) ?? [];
    return resolveFormula(entry, aggregates, written, context) ?? [];
  });
}

function hasOnePart({ measure, place }: Measure): boolean {
  const one = (measure.aggregate === undefined) !== (measure.formula === undefined);
  if (!one) place.report('measure-parts');
  return one;
}

function resolveAggregate(
  { measure, label, place }: Measure,
  aggregate: Aggregate,
  entity: EntityModel,
  context: Resolution,
): MeasureModel | undefined {
  const field =
    measure.field === undefined ? undefined : resolvePath(context, entity, measure.field, place.to('field'));
  const fits = fieldFits(aggregate, measure, field, place);
  const where = context.rule(
    measure.where,
    { entity: entity.id, names: { viewer: 'user' } },
    'condition',
    place.to('where'),
  );
  if (!fits || (measure.where !== undefined && !where)) return undefined;
  const counted = field?.field.type.currency?.(field.field.options) !== undefined;
  const currency = field && !counted ? currencyOf(field) : undefined;
  return {
    id: measure.id,
    label,
    format: measure.format ?? (currency === undefined && !counted ? 'number' : 'money'),
    currency,
    value: { kind: 'aggregate', aggregate, field, where },
  };
}

const ordered: ReadonlySet<string> = new Set(['number', 'date', 'datetime']);

function fieldFits(
  aggregate: Aggregate,
  measure: MeasureDocument,
  field: PathModel | undefined,
  place: Place,
): boolean {
  if (aggregate === 'count') {
    if (measure.field === undefined) return true;
    place.to('field').report('measure-field', { aggregate, need: 'counts records and takes no field' });
    return false;
  }
  if (measure.field === undefined) {
    place.report('measure-field', { aggregate, need: 'needs a field' });
    return false;
  }
  if (!field) return false;
  const adds = aggregate === 'sum' || aggregate === 'avg';
  const fits = adds ? field.field.type.summable === true : ordered.has(field.field.valueType.kind);
  if (fits && isOfRecord(field.field)) return true;
  place.to('field').report('measure-type', { path: measure.field, aggregate });
  return false;
}

/** A currency that the field's options name, for types whose amounts do not count in the organisation's. */
function currencyOf({ field }: PathModel): string | undefined {
  const { currency } = field.options;
  return typeof currency === 'string' ? currency : undefined;
}

function resolveFormula(
  { measure, label, place }: Measure,
  aggregates: ReadonlyMap<string, MeasureModel>,
  written: ReadonlySet<string>,
  context: Resolution,
): MeasureModel | undefined {
  // A formula over a measure that was left out has nothing to say; the measure has been reported where it stands.
  if (
    written.size > aggregates.size &&
    mentions(
      measure.formula,
      [...written].filter((id) => !aggregates.has(id)),
    )
  ) {
    return undefined;
  }
  const formula = context.rule(
    measure.formula,
    { catalog: measuresCatalog(aggregates, context.catalog), entity: measuresEntity },
    { kind: 'number' },
    place.to('formula'),
  );
  if (!formula) return undefined;
  const format = measure.format ?? 'number';
  const currencies = [...aggregates.values()]
    .map(({ currency }) => currency)
    .filter((one) => one !== undefined);
  return {
    id: measure.id,
    label,
    format,
    currency: format === 'money' ? currencies[0] : undefined,
    value: { kind: 'formula', formula },
  };
}

function mentions(expression: unknown, ids: readonly string[]): boolean {
  if (typeof expression === 'string') return ids.includes(expression);
  if (typeof expression !== 'object' || expression === null) return false;
  return Object.values(expression).some((part) => mentions(part, ids));
}

function measuresCatalog(aggregates: ReadonlyMap<string, MeasureModel>, catalog: Catalog): Catalog {
  const fields = new Map(
    [...aggregates].map(([id, { value }]): [string, ScopeField] => [id, { id, valueType: typeOf(value) }]),
  );
  const measures: ScopeEntity = {
    id: measuresEntity,
    field: (id) => fields.get(id),
    fieldIds: () => [...fields.keys()],
  };
  return { ...catalog, entity: (id) => (id === measuresEntity ? measures : catalog.entity(id)) };
}

function typeOf(value: MeasureModel['value']): ValueType {
  const keeps = value.kind === 'aggregate' && (value.aggregate === 'min' || value.aggregate === 'max');
  return (keeps ? value.field?.field.valueType : undefined) ?? { kind: 'number' };
}
