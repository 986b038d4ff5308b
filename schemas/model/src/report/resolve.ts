import { closest } from '@tenon/documents';
import type { EntityModel, ReportModel } from '../model.ts';
import { didYouMean } from '../reporter.ts';
import type { Resolution } from '../resolve/context.ts';
import { isOfRecord, resolveColumn } from '../resolve/paths.ts';
import { entries } from '../sound.ts';
import { resolveMeasures } from './measures.ts';
import type { ReportLonghand } from './normalize.ts';

export function resolveReport(longhand: ReportLonghand, context: Resolution): ReportModel | undefined {
  const { document, place } = longhand;
  const entity = context.entity(document.entity, place.to('entity'));
  if (!entity) return undefined;
  const scope = { entity: entity.id, names: { viewer: 'user' } };
  const where = context.rule(document.where, scope, 'condition', place.to('where'));
  // Without its condition, or a group, a report shows other figures than those asked for.
  if (document.where !== undefined && !where) return undefined;
  const groups = resolveGroups(longhand, entity, context);
  if (groups.length < entries(document.groupBy).length) return undefined;
  const measures = resolveMeasures(longhand, entity, context);
  return {
    id: document.id,
    entity,
    label: document.label,
    where,
    groups,
    measures,
    sort: resolveOrder(
      longhand,
      [...groups, ...measures].map(({ id }) => id),
    ),
    limit: longhand.limit,
  };
}

const dated: ReadonlySet<string> = new Set(['date', 'datetime']);

function resolveGroups(
  longhand: ReportLonghand,
  entity: EntityModel,
  context: Resolution,
): ReportModel['groups'] {
  return longhand.groups.flatMap(({ group: { id, field: path, label, bucket }, place }) => {
    const field = resolveColumn(context, entity, path, place.to('field'));
    if (!field) return [];
    if (!field.field.type.groupable || !isOfRecord(field.field)) {
      place.to('field').report('group-type', { path });
      return [];
    }
    if (bucket !== undefined && !dated.has(field.field.valueType.kind)) {
      place.to('bucket').report('bucket-type', { path, bucket });
      return [];
    }
    return [{ id, label: label ?? field.field.label, field, bucket }];
  });
}

function resolveOrder(longhand: ReportLonghand, ids: readonly string[]): ReportModel['sort'] {
  const { document, place } = longhand;
  const written = [...(document.groupBy ?? []), ...document.measures].map((one) => one?.id);
  return entries(document.sort).flatMap(([{ by, direction = 'asc' }, index]) => {
    if (ids.includes(by)) return [{ by, direction }];
    // What was written but left out has been reported where it stands.
    if (!written.includes(by)) {
      place
        .to('sort', index, 'by')
        .report('reference-unknown', { kind: 'measure or group', id: by }, didYouMean(closest(by, ids)));
    }
    return [];
  });
}
