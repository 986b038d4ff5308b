import type { Plugin } from './plugin.ts';
import type { ContributionProblem } from './plugin-error.ts';

/** Plugins in the order given, save that each stands behind those it names in `after`. */
export function orderPlugins(plugins: readonly Plugin[]): {
  readonly ordered: readonly Plugin[];
  readonly problems: readonly ContributionProblem[];
} {
  const known = new Set(plugins.map(({ id }) => id));
  const problems: ContributionProblem[] = [];
  for (const { id, after = [] } of plugins) {
    for (const other of after.filter((name) => !known.has(name))) {
      problems.push({ plugin: id, message: `must come after ${other}, which is not installed` });
    }
  }

  const ordered: Plugin[] = [];
  const placed = new Set<string>();
  let waiting = [...plugins];
  while (waiting.length > 0) {
    const ready = waiting.find(({ after = [] }) =>
      after.every((name) => placed.has(name) || !known.has(name)),
    );
    if (!ready) {
      const cycle = waiting.map(
        ({ id, after = [] }) => `${id} waits for ${after.filter((name) => !placed.has(name)).join(', ')}`,
      );
      problems.push({ plugin: waiting[0]?.id ?? '', message: `no order is possible: ${cycle.join('; ')}` });
      break;
    }
    ordered.push(ready);
    placed.add(ready.id);
    waiting = waiting.filter((plugin) => plugin !== ready);
  }
  return { ordered, problems };
}
