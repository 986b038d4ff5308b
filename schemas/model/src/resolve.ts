import type { Registry } from '@tenon/plugin-api';
import { resolveApp } from './app/resolve.ts';
import { resolveAssignmentRule } from './assignment-rule/resolve.ts';
import { checkConstraintReferences } from './constraints/references.ts';
import { resolveDashboard } from './dashboard/resolve.ts';
import { resolveDuplicateRule } from './duplicate-rule/resolve.ts';
import type { Surroundings } from './entity/fields.ts';
import { resolveEntities } from './entity/resolve.ts';
import { resolveForm } from './form/resolve.ts';
import type { EntityModel, Model } from './model.ts';
import type { Longhand } from './normalize.ts';
import { resolveDefaultRoles } from './organisation/resolve.ts';
import { resolvePage } from './page/resolve.ts';
import { resolveQueue } from './queue/resolve.ts';
import { resolveReport } from './report/resolve.ts';
import type { Problems } from './reporter.ts';
import { Resolution } from './resolve/context.ts';
import { resolveRole } from './role/resolve.ts';
import { resolveSegmentation, segmentIndex } from './segmentation/resolve.ts';
import { resolveTaskType } from './task-type/resolve.ts';
import type { Sound } from './validate.ts';
import { resolveView } from './view/resolve.ts';

/** The fourth phase: ids become what they stand for, expressions become typed trees. What others refer to comes first. */
export function resolve(longhand: Longhand, sound: Sound, registry: Registry, problems: Problems): Model {
  const segments = segmentIndex(longhand.segmentations);
  const { declared } = sound;
  const contextOver = (known: ReadonlyMap<string, EntityModel>): Resolution =>
    new Resolution({
      registry,
      problems,
      entities: known,
      segments,
      declared,
      brokenFields: leftOut(longhand, sound, known),
    });
  const entities = resolveEntities(
    longhand.entities,
    registry,
    unsoundNames(longhand, sound, registry),
    contextOver,
    longhand.organisation,
  );
  const context = contextOver(entities);

  const segmentations = byId(longhand.segmentations, (one) => resolveSegmentation(one, context));
  const views = byId(longhand.views, (one) => resolveView(one, context));
  const forms = byId(longhand.forms, (one) => resolveForm(one, context));
  const duplicateRules = byId(longhand.duplicateRules, (one) => resolveDuplicateRule(one, context));
  const queues = byId(longhand.queues, (one) => resolveQueue(one, context));
  const about = new Map(longhand.taskTypes.map(({ document }) => [document.id, document.entity]));
  const taskTypes = byId(longhand.taskTypes, (one) =>
    resolveTaskType(one, context, { taskTypes: about, queues }),
  );
  const assignmentRules = byId(longhand.assignmentRules, (one) =>
    resolveAssignmentRule(one, context, { taskTypes, queues }),
  );
  const reports = byId(longhand.reports, (one) => resolveReport(one, context));
  const dashboards = byId(longhand.dashboards, (one) => resolveDashboard(one, context, reports));
  const roles = byId(longhand.roles, (one) => resolveRole(one, context));
  const pages = byId(longhand.pages, (one) => resolvePage(one, context, { reports, roles }));
  const defaultRoles = resolveDefaultRoles(longhand.organisation, context, roles);
  for (const entity of longhand.entities) checkConstraintReferences(entity, context, { forms, roles });
  const apps = byId(longhand.apps, (one) => resolveApp(one, context, { views, dashboards, entities, roles }));

  return {
    organisation: { ...longhand.organisation, defaultRoles },
    entities,
    views,
    pages,
    forms,
    segmentations,
    duplicateRules,
    queues,
    taskTypes,
    assignmentRules,
    reports,
    dashboards,
    roles,
    apps,
    entity: (id) => entities.get(id),
    segmentation: (id) => segmentations.get(id),
  };
}

/** Entities and fields that are written, but so that nothing can be made of them. */
function unsoundNames(
  { entities }: Longhand,
  { declared, brokenFields }: Sound,
  registry: Registry,
): Surroundings['unsound'] {
  const sound = new Set(entities.map(({ id }) => id));
  const lost = declared.filter(({ kind, id }) => kind === 'entity' && !sound.has(id)).map(({ id }) => id);
  const untyped = entities.flatMap(({ id: entity, fields }) =>
    fields.filter(({ type }) => !registry.fieldTypes.get(type)).map(({ id }) => `${entity}.${id}`),
  );
  return { entities: new Set(lost), fields: new Set([...brokenFields, ...untyped]) };
}

/** Fields left out by any phase so far. */
function leftOut(
  longhand: Longhand,
  sound: Sound,
  entities: ReadonlyMap<string, EntityModel>,
): ReadonlySet<string> {
  const dropped = longhand.entities.flatMap(({ id: entity, fields }) =>
    fields.filter(({ id }) => !entities.get(entity)?.fields.has(id)).map(({ id }) => `${entity}.${id}`),
  );
  return new Set([...sound.brokenFields, ...dropped]);
}

function byId<From, To extends { readonly id: string }>(
  items: readonly From[],
  make: (item: From) => To | undefined,
): ReadonlyMap<string, To> {
  return new Map(items.flatMap((item) => make(item) ?? []).map((made) => [made.id, made]));
}
