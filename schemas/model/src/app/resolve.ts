import type { AppDocument, NavigationItem } from '@tenon/documents';
import type { AppModel, DashboardModel, EntityModel, RoleModel, ViewModel } from '../model.ts';
import type { Place } from '../reporter.ts';
import type { Resolution } from '../resolve/context.ts';
import { distinct } from '../resolve/unique.ts';
import { entries } from '../sound.ts';

/** What navigation may lead to. */
export interface AppTargets {
  readonly views: ReadonlyMap<string, ViewModel>;
  readonly dashboards: ReadonlyMap<string, DashboardModel>;
  readonly entities: ReadonlyMap<string, EntityModel>;
  readonly roles: ReadonlyMap<string, RoleModel>;
}

export function resolveApp(document: AppDocument, context: Resolution, targets: AppTargets): AppModel {
  const place = context.problems.at(document);
  const items = distinct(
    entries(document.items),
    ({ id }) => id,
    (index) => place.to('items', index, 'id'),
  ).flatMap(([item, index]) => resolveItem(item, context, targets, place.to('items', index)) ?? []);
  const roles = entries(document.roles).flatMap(([id, index]) =>
    context.reference('role', id, targets.roles, place.to('roles', index)) ? [id] : [],
  );
  const homeDashboards = entries(document.home?.dashboards).flatMap(([id, index]) =>
    context.reference('dashboard', id, targets.dashboards, place.to('home', 'dashboards', index)) ? [id] : [],
  );
  // An app whose roles are all wrong is nobody's, not everybody's.
  return { id: document.id, label: document.label, roles: document.roles && roles, items, homeDashboards };
}

const targetKinds = ['view', 'dashboard', 'entity'] as const;
const icons = { view: 'table', dashboard: 'dashboard', entity: 'table' } as const;

function resolveItem(
  item: NavigationItem,
  context: Resolution,
  targets: AppTargets,
  place: Place,
): AppModel['items'][number] | undefined {
  const named = targetKinds.filter((kind) => item[kind] !== undefined);
  const [kind] = named;
  if (kind === undefined || named.length > 1) {
    place.report('target-count', { count: named.length });
    return undefined;
  }
  const id = item[kind] ?? '';
  const byKind = { view: targets.views, dashboard: targets.dashboards, entity: targets.entities };
  const target = context.reference<ViewModel | DashboardModel | EntityModel>(
    kind,
    id,
    byKind[kind],
    place.to(kind),
  );
  if (!target) return undefined;
  const ownLabel = 'labelPlural' in target ? target.labelPlural : target.label;
  const ownIcon = 'icon' in target ? target.icon : 'entity' in target ? target.entity.icon : icons[kind];
  return { id: item.id, label: item.label ?? ownLabel, icon: item.icon ?? ownIcon, target: { kind, id } };
}
