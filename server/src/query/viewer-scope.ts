/** What people's expressions may speak of: the model as they see it, and themselves as `viewer`. */
import type { Scope, ScopeEntity } from '@tenon/expressions';
import type { Context } from '../context.ts';
import { rightsOf } from './rights.ts';
import { visibleModel } from './visible.ts';

/** Rules reserve this name, so no entity has it. */
const viewerRow = 'viewer';

export function viewerScope(context: Context): Pick<Scope, 'catalog' | 'names'> {
  const rights = rightsOf(context);
  const known = context.release.memo(
    'query:viewer-scopes',
    () => new Map<unknown, Pick<Scope, 'catalog' | 'names'>>(),
  );
  let scope = known.get(rights);
  if (!scope) {
    const visible = visibleModel(context.release, rights);
    const viewer = viewerEntity(context);
    scope = {
      catalog: {
        entity: (id) => (id === viewerRow ? viewer : visible.entity(id)),
        segmentation: (id) => visible.segmentation(id),
      },
      names: { [viewerRow]: viewerRow },
    };
    known.set(rights, scope);
  }
  return scope;
}

/** The viewer's own record as he may see it. Who may not read users still knows which one he is. */
function viewerEntity(context: Context): ScopeEntity {
  const users = visibleModel(context.release, rightsOf(context)).entity('user');
  if (users) return { id: viewerRow, field: (id) => users.field(id), fieldIds: () => users.fieldIds() };
  const self = { id: 'id', valueType: { kind: 'id', entity: 'user' } } as const;
  return { id: viewerRow, field: (id) => (id === 'id' ? self : undefined), fieldIds: () => ['id'] };
}
