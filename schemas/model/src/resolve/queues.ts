import type { QueueModel } from '../model.ts';
import type { Place } from '../reporter.ts';
import type { Resolution } from './context.ts';

/** A queue that holds records of an entity. Reports when there is none, or when it holds others. */
export function resolveQueueOf(
  id: string,
  entity: string,
  context: Resolution,
  queues: ReadonlyMap<string, QueueModel>,
  place: Place,
): QueueModel | undefined {
  const queue = context.reference('queue', id, queues, place);
  if (!queue || queue.entity === entity) return queue;
  place.report('entity-differs', { kind: 'queue', id, found: queue.entity, expected: entity });
  return undefined;
}
