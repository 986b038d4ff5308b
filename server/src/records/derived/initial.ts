/** What roll-ups of nothing are: 0 for a count, so that a new record needs no second write. */
import type { LiveRelease } from '../../releases/live.ts';
import { rollupGroups } from './plan.ts';

/** Values of a new record by field, in canonical form; those that are empty are left out. */
export function initialValues(release: LiveRelease, entity: string): ReadonlyMap<string, unknown> {
  return release.memo(`records:initial:${entity}`, () => {
    const values = new Map<string, unknown>();
    for (const group of rollupGroups(release)) {
      for (const { field, physical } of group.entity === entity ? group.rollups : []) {
        const nothing =
          field.computed && release.registry.rules.evaluate(field.computed.rule.checked, ofNothing);
        if (nothing === null || nothing === undefined) continue;
        values.set(field.id, physical.serverType.fromDb([String(nothing)], field.options));
      }
    }
    return values;
  });
}

const ofNothing = {
  now: '2000-01-01T00:00:00.000Z',
  timeZone: 'UTC',
  row: {},
  related: () => undefined,
  relatedMany: () => [],
  segmentOf: () => undefined,
};
