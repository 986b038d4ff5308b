import type { Model } from '../model.ts';
import type { Access } from '../permissions/access.ts';
import { canReadField } from '../permissions/readable.ts';

/**
 * By entity: the others on whose records a value follows from its records, such as a roll-up, over however many steps. What
 * is shown of those is not what it was once a record of the entity has changed, though no change of theirs is told.
 */
export function followersOf(model: Model, access: Access): ReadonlyMap<string, readonly string[]> {
  const direct = new Map<string, Set<string>>();
  for (const entity of model.entities.values()) {
    for (const field of entity.fields.values()) {
      if (!field.computed || !access.can(entity.id, 'read') || !canReadField(access, field)) continue;
      for (const read of Object.keys(field.computed.rule.checked.reads)) {
        if (read !== entity.id) direct.set(read, (direct.get(read) ?? new Set()).add(entity.id));
      }
    }
  }
  return new Map([...direct.keys()].map((id) => [id, closure(id, direct)]));
}

function closure(id: string, direct: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const found = new Set<string>([id]);
  // A set that grows is gone through to its end.
  for (const one of found) for (const next of direct.get(one) ?? []) found.add(next);
  found.delete(id);
  return [...found];
}
