import type { QueueDocument } from '@tenon/documents';
import type { QueueModel } from '../model.ts';
import type { Resolution } from '../resolve/context.ts';

/** A queue whose members cannot be told is left out: without the condition, everybody would serve it. */
export function resolveQueue(document: QueueDocument, context: Resolution): QueueModel | undefined {
  const place = context.problems.at(document);
  const entity = context.entity(document.entity, place.to('entity'));
  const members = context.rule(document.members, { entity: 'user' }, 'condition', place.to('members'));
  if (!entity || (document.members !== undefined && !members)) return undefined;
  return {
    id: document.id,
    entity: entity.id,
    label: document.label,
    members,
    limits: { holds: document.limits?.holds, claimsPerDay: document.limits?.claimsPerDay },
  };
}
