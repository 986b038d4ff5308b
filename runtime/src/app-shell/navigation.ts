import type { AppConfig, Label } from '@tenon/model';
import type { Workspace } from '../workspace/index.ts';

export interface NavigationLink {
  readonly id: string;
  readonly label: Label;
  readonly icon: string;
  readonly to: string;
}

const folders = { view: 'views', dashboard: 'dashboards', entity: 'entities' } as const;

/** The links that the configuration names and the viewer may follow. */
export function configuredLinks(config: AppConfig): readonly NavigationLink[] {
  const known = { view: config.views, dashboard: config.dashboards, entity: config.entities };
  return config.app.items
    .filter(({ target }) => Object.hasOwn(known[target.kind], target.id))
    .map(({ id, label, icon, target }) => ({
      id,
      label,
      icon: icon || iconOf(config, target),
      to: `/${folders[target.kind]}/${encodeURIComponent(target.id)}`,
    }));
}

function iconOf(config: AppConfig, target: { readonly kind: string; readonly id: string }): string {
  if (target.kind === 'dashboard') return 'dashboard';
  const entity = target.kind === 'entity' ? target.id : config.views[target.id]?.entity;
  return (entity === undefined ? undefined : config.entities[entity]?.icon) || 'table';
}

/** Links of ours for those who manage the work. */
export function managerLinks({ can }: Workspace, rulesLabel: string): readonly NavigationLink[] {
  return can('manage_work') ? [{ id: 'rules', label: rulesLabel, icon: 'apartment', to: '/work/rules' }] : [];
}

/** Home: the work list, or what stands in its place for those who have none. */
export function homeLink(
  { can }: Workspace,
  texts: { readonly work: string; readonly home: string },
): NavigationLink {
  return can('work')
    ? { id: 'work', label: texts.work, icon: 'check-square', to: '/' }
    : { id: 'work', label: texts.home, icon: 'home', to: '/' };
}
