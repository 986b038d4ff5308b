import { exchangeRate } from '../builtin/index.ts';
import { formFor } from '../forms/default-form.ts';
import type { AppModel, EntityModel, Model, SegmentationModel, ViewModel } from '../model.ts';
import { pagesFor } from '../page/default-page.ts';
import { type Access, recordActions } from '../permissions/access.ts';
import { canReadField, canReadPath, canReadRule } from '../permissions/readable.ts';
import { viewFor } from '../views/default-view.ts';
import type { AppConfig, AppNavigation, EntityConfig, ViewConfig } from '../wire.ts';
import { constraintsConfig } from './constraints.ts';
import { dashboardConfig } from './dashboards.ts';
import { columnConfigs, fieldConfig, fieldsFor } from './fields.ts';
import { followersOf } from './followers.ts';
import { formConfig } from './forms.ts';
import { pageConfig } from './pages.ts';
import { taskTypeConfig } from './task-types.ts';

/**
 * The live configuration as a viewer may see it: entities they cannot read and fields hidden from them are left out
 * everywhere. `roles` picks the navigation.
 */
export function appConfigFor(
  model: Model,
  access: Access,
  release: number,
  roles: readonly string[] = [],
): AppConfig {
  const followers = followersOf(model, access);
  const entities = [...model.entities.values()].filter(({ id }) => access.can(id, 'read'));
  const readable = new Set(entities.map(({ id }) => id));
  const aboutReadable = ({ entity }: { readonly entity: string | EntityModel }): boolean =>
    readable.has(typeof entity === 'string' ? entity : entity.id);
  const dashboards = [...model.dashboards.values()].flatMap((one) => dashboardConfig(one, access) ?? []);
  const written = [...model.views.values()].filter((view) => aboutReadable(view) && canShow(view, access));
  const listOf = (entity: EntityModel): ViewModel => viewFor(written, entity);
  const views = [...written, ...entities.map(listOf)].map((view) => viewConfig(view, access));
  const pagesOf = new Map(
    entities.map((entity) => [entity.id, pagesFor(model, entity, listOf(entity), roles)]),
  );
  const pages = [...pagesOf.values()].flat().map((page) => pageConfig(page, access));
  const forms = [
    ...[...model.forms.values()].filter(aboutReadable),
    ...entities.flatMap((entity) =>
      (['create', 'edit'] as const).map((use) => formFor(model.forms.values(), entity, use)),
    ),
  ].map((form) => formConfig(form, access));
  return {
    release,
    organisation: {
      label: model.organisation.label,
      timeZone: model.organisation.timeZone,
      currency: model.organisation.currency,
      languages: model.organisation.languages,
      phoneRegion: model.organisation.phoneRegion,
    },
    entities: byId(
      entities.map((entity) => ({
        ...entityConfig(entity, listOf(entity), model, access, roles),
        followedBy: followers.get(entity.id) ?? [],
        pages: (pagesOf.get(entity.id) ?? []).map(({ id }) => id),
      })),
    ),
    views: byId(views),
    pages: byId(pages),
    forms: byId(forms),
    dashboards: byId(dashboards),
    segmentations: byId([...model.segmentations.values()].filter(aboutReadable).map(segmentationConfig)),
    taskTypes: byId(
      [...model.taskTypes.values()].filter(aboutReadable).map((one) => taskTypeConfig(one, access)),
    ),
    queues: byId(
      [...model.queues.values()]
        .filter(aboutReadable)
        .map(({ id, label, entity }) => ({ id, label, entity })),
    ),
    app: navigation(model, roles, {
      view: new Set(views.map(({ id }) => id)),
      dashboard: new Set(dashboards.map(({ id }) => id)),
      entity: readable,
    }),
  };
}

function entityConfig(
  entity: EntityModel,
  list: ViewModel,
  model: Model,
  access: Access,
  roles: readonly string[],
): Omit<EntityConfig, 'pages' | 'followedBy'> {
  const { id, label, labelPlural, icon, titleField } = entity;
  return {
    id,
    label,
    labelPlural,
    icon,
    // A hidden title is a field that does not exist; records then go by their id.
    titleField: canReadField(access, titleField) ? titleField.id : 'id',
    fields: fieldsFor(entity, access).map((field) => fieldConfig(field, access)),
    actions: recordActions.filter((action) => access.can(id, action)),
    defaultView: list.id,
    createForm: access.can(id, 'create') ? formFor(model.forms.values(), entity, 'create').id : null,
    editForm: access.can(id, 'update') ? formFor(model.forms.values(), entity, 'edit').id : null,
    constraints: constraintsConfig(entity, access, roles),
    comparedFields: comparedFields(model, entity, access),
  };
}

/** Fields by which the viewer is told of duplicates: of rules all of whose fields they may read. */
function comparedFields(model: Model, { id }: EntityModel, access: Access): readonly string[] {
  const compared = [...model.duplicateRules.values()]
    .filter(({ entity }) => entity.id === id)
    .map(({ ways }) =>
      ways.flatMap(({ parts, similar }) => [
        ...parts.map(({ field }) => field),
        ...(similar ? [similar.field] : []),
      ]),
    )
    .filter((fields) => fields.every((field) => canReadField(access, field)));
  return [...new Set(compared.flat().map((field) => field.id))];
}

/** Without its condition a view would show other records, and without a column or the field that it is made by none. */
const canShow = (view: ViewModel, access: Access): boolean =>
  canReadRule(access, view.where) &&
  view.columns.some(({ field }) => canReadPath(access, field)) &&
  [...view.optionFields.values()].every(({ field, needed }) => !needed || canReadField(access, field));

function viewConfig(view: ViewModel, access: Access): ViewConfig {
  const readable = columnConfigs(view.columns, access);
  return {
    id: view.id,
    entity: view.entity.id,
    label: view.label,
    type: view.type,
    columns: readable.length > 0 ? readable : columnConfigs(idColumn(view.entity), access),
    ...(view.where ? { where: view.where.written } : {}),
    sort: view.sort
      .filter(({ field }) => canReadPath(access, field))
      .map(({ field, direction }) => ({ field: field.path, direction })),
    options: readableOptions(view, access),
  };
}

function readableOptions({ options, optionFields }: ViewModel, access: Access): ViewModel['options'] {
  return Object.fromEntries(
    Object.entries(options).filter(([option]) => {
      const named = optionFields.get(option);
      return named === undefined || canReadField(access, named.field);
    }),
  );
}

/** What a list shows of an entity of which the viewer sees nothing else. */
const idColumn = (entity: EntityModel): Parameters<typeof columnConfigs>[0] =>
  [...entity.fields.values()]
    .filter(({ id }) => id === 'id')
    .map((field) => ({ field: { path: 'id', steps: [field], field }, label: field.label }));

function segmentationConfig(segmentation: SegmentationModel): AppConfig['segmentations'][string] {
  const { id, entity, label, rules, otherwise } = segmentation;
  const segments = [...rules, otherwise].map((one) => ({ id: one.id, label: one.label, color: one.color }));
  return { id, entity, label, segments };
}

type Reachable = { readonly [kind in 'view' | 'dashboard' | 'entity']: ReadonlySet<string> };

/** The first app for one of the viewer's roles, else the first for everybody, else a list of the entities. */
function navigation(model: Model, roles: readonly string[], reachable: Reachable): AppNavigation {
  const apps = [...model.apps.values()];
  const app =
    apps.find((one) => one.roles?.some((role) => roles.includes(role))) ??
    apps.find((one) => one.roles === undefined);
  return app ? appNavigation(app, reachable) : derivedNavigation(model, reachable);
}

function appNavigation(app: AppModel, reachable: Reachable): AppNavigation {
  return {
    id: app.id,
    label: app.label,
    items: app.items.filter(({ target }) => reachable[target.kind].has(target.id)),
    homeDashboards: app.homeDashboards.filter((id) => reachable.dashboard.has(id)),
  };
}

/** Whether some amount is in another currency than the organisation's. */
function needsRates({ entities, organisation }: Model): boolean {
  return [...entities.values()].some(({ fields }) =>
    [...fields.values()].some(({ type, options }) => {
      const { code = organisation.currency } = type.currency?.(options) ?? {};
      return code !== organisation.currency;
    }),
  );
}

function derivedNavigation(model: Model, reachable: Reachable): AppNavigation {
  const reached = [...model.entities.values()].filter(({ id }) => reachable.entity.has(id));
  const entities = [
    ...reached.filter(({ builtIn }) => !builtIn),
    ...reached.filter(({ id }) => id === exchangeRate.id && needsRates(model)),
  ];
  return {
    id: '$all',
    label: model.organisation.label,
    items: entities.map(({ id, labelPlural, icon }) => ({
      id,
      label: labelPlural,
      icon,
      target: { kind: 'entity', id },
    })),
    homeDashboards: [],
  };
}

const byId = <Item extends { readonly id: string }>(
  items: readonly Item[],
): { readonly [id: string]: Item } => Object.fromEntries(items.map((item) => [item.id, item]));
