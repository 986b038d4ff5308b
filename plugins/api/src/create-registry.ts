import { createPhraseBook } from '@tenon/documents';
import { createLanguage, type Operator } from '@tenon/expressions';
import { checkContribution, guarded } from './check-contribution.ts';
import {
  browserContributionPoints,
  type ContributionPoint,
  contributionPoints,
  serverContributionPoints,
} from './contribution-points.ts';
import { createLookup, type Owned } from './lookup.ts';
import { orderPlugins } from './order-plugins.ts';
import type { BrowserPlugin, Plugin, ServerPlugin } from './plugin.ts';
import { type ContributionProblem, RegistryError } from './plugin-error.ts';
import type { BrowserRegistry, Lookup, Registry, ServerRegistry } from './registry.ts';

/**
 * Registers plugins and seals the result. With their server halves it gives a ServerRegistry, in which each field type
 * has both halves. Throws one RegistryError with everything that is wrong.
 */
export function createRegistry(plugins: readonly Plugin[]): Registry;
export function createRegistry(
  plugins: readonly Plugin[],
  serverPlugins: readonly ServerPlugin[],
): ServerRegistry;
export function createRegistry(
  plugins: readonly Plugin[],
  serverPlugins?: readonly ServerPlugin[],
): Registry | ServerRegistry {
  const registration = new Registration();
  const ordered = registration.order(plugins);
  const registry = registration.isomorphic(ordered);
  const server = serverPlugins && registration.server(ordered, serverPlugins, registry);
  registration.finish();
  return Object.freeze({ ...registry, ...server });
}

/** The same for the browser: each field, view and tile type has its component half. */
export function createBrowserRegistry(
  plugins: readonly Plugin[],
  browserPlugins: readonly BrowserPlugin[],
): BrowserRegistry {
  const registration = new Registration();
  const ordered = registration.order(plugins);
  const registry = registration.isomorphic(ordered);
  const browser = registration.browser(ordered, browserPlugins, registry);
  registration.finish();
  return Object.freeze({ ...registry, ...browser });
}

function saidBy(plugins: readonly Plugin[]): Registry['say'] {
  const chinese = createPhraseBook(Object.assign({}, ...plugins.map(({ phrases }) => phrases?.['zh-CN'])));
  return (text, language) => (language === 'en' ? undefined : chinese(text));
}

interface Half {
  readonly id: string;
  readonly contributes: { readonly [point: string]: readonly unknown[] | undefined };
}

/** Collects the problems of one registration, so that all are told at once. */
class Registration {
  readonly #problems: ContributionProblem[] = [];

  order(plugins: readonly Plugin[]): readonly Plugin[] {
    this.#noTwins(plugins);
    const { ordered, problems } = orderPlugins(plugins);
    this.#problems.push(...problems);
    return ordered;
  }

  isomorphic(plugins: readonly Plugin[]): Registry {
    this.#noUnknownPoints(plugins, Object.keys(contributionPoints));
    const collect = <T>(point: keyof typeof contributionPoints, what: string): Lookup<T> =>
      this.#collect<T>(plugins, point, what, contributionPoints[point]);
    const operators = collect<Operator>('operators', 'operator');
    return {
      fieldTypes: collect('fieldTypes', 'field type'),
      viewTypes: collect('viewTypes', 'view type'),
      tileTypes: collect('tileTypes', 'tile type'),
      assignmentStrategies: collect('assignmentStrategies', 'assignment strategy'),
      documentKinds: collect('documentKinds', 'document kind'),
      rules: createLanguage(operators.all()),
      say: saidBy(plugins),
    };
  }

  server(
    plugins: readonly Plugin[],
    serverPlugins: readonly ServerPlugin[],
    registry: Registry,
  ): Pick<ServerRegistry, 'serverFieldTypes'> {
    this.#halves(plugins, serverPlugins, 'server', Object.keys(serverContributionPoints));
    return {
      serverFieldTypes: this.#twins(
        serverPlugins,
        'fieldTypes',
        'server field type',
        serverContributionPoints.fieldTypes,
        registry.fieldTypes,
      ),
    };
  }

  browser(
    plugins: readonly Plugin[],
    browserPlugins: readonly BrowserPlugin[],
    registry: Registry,
  ): Pick<BrowserRegistry, 'browserFieldTypes' | 'browserViewTypes' | 'browserTileTypes'> {
    this.#halves(plugins, browserPlugins, 'browser', Object.keys(browserContributionPoints));
    const points = browserContributionPoints;
    return {
      browserFieldTypes: this.#twins(
        browserPlugins,
        'fieldTypes',
        'browser field type',
        points.fieldTypes,
        registry.fieldTypes,
      ),
      browserViewTypes: this.#twins(
        browserPlugins,
        'viewTypes',
        'browser view type',
        points.viewTypes,
        registry.viewTypes,
      ),
      browserTileTypes: this.#twins(
        browserPlugins,
        'tileTypes',
        'browser tile type',
        points.tileTypes,
        registry.tileTypes,
      ),
    };
  }

  finish(): void {
    if (this.#problems.length > 0) throw new RegistryError(this.#problems);
  }

  /** One contribution point over all plugins: shape checked, functions wrapped, clashes told against both. */
  #collect<T>(
    plugins: readonly { readonly id: string; readonly contributes: object }[],
    pointId: string,
    what: string,
    point: ContributionPoint,
  ): Lookup<T> {
    const owned = new Map<string, Owned<T>>();
    for (const plugin of plugins) {
      const contributions = (plugin as Half).contributes[pointId] ?? [];
      contributions.forEach((contribution, index) => {
        const id = idOf(contribution) ?? `#${index}`;
        const report = (message: string) =>
          this.#problems.push({ plugin: plugin.id, point: pointId, contribution: id, message });
        const messages = checkContribution(point, contribution);
        messages.forEach(report);
        const earlier = owned.get(id);
        if (earlier) report(`${what} ${id} is contributed by both ${earlier.plugin} and ${plugin.id}`);
        else if (messages.length === 0) {
          const place = { plugin: plugin.id, point: pointId, id };
          const item = point.components ? contribution : guarded(place, contribution as object, point.parts);
          owned.set(id, { plugin: plugin.id, item: item as T });
        }
      });
    }
    return createLookup(what, owned);
  }

  /** A half of a contribution point whose ids must be those of the isomorphic half, plugin by plugin. */
  #twins<T>(
    halves: readonly (ServerPlugin | BrowserPlugin)[],
    pointId: string,
    what: string,
    point: ContributionPoint,
    whole: Lookup<unknown>,
  ): Lookup<T> {
    const lookup = this.#collect<T>(halves, pointId, what, point);
    for (const id of lookup.ids()) {
      const plugin = lookup.pluginOf(id) ?? '';
      const owner = whole.pluginOf(id);
      if (owner === plugin) continue;
      const message = owner ? `belongs to plugin ${owner}` : 'has no isomorphic half';
      this.#problems.push({ plugin, point: pointId, contribution: id, message: `${what} ${message}` });
    }
    for (const id of whole.ids()) {
      if (lookup.get(id)) continue;
      const plugin = whole.pluginOf(id) ?? '';
      this.#problems.push({ plugin, point: pointId, contribution: id, message: `${what} is missing` });
    }
    return lookup;
  }

  #halves(
    plugins: readonly Plugin[],
    halves: readonly (ServerPlugin | BrowserPlugin)[],
    door: string,
    points: readonly string[],
  ): void {
    this.#noTwins(halves);
    this.#noUnknownPoints(halves, points);
    const known = new Set(plugins.map(({ id }) => id));
    for (const { id } of halves.filter((half) => !known.has(half.id))) {
      this.#problems.push({ plugin: id, message: `the ${door} half has no plugin of that id` });
    }
  }

  #noTwins(plugins: readonly { readonly id: string }[]): void {
    const seen = new Set<string>();
    for (const { id } of plugins) {
      if (!/^[a-z][a-z0-9-]{0,99}$/.test(id)) {
        this.#problems.push({ plugin: id, message: 'a plugin id is kebab-case and begins with a letter' });
      }
      if (seen.has(id)) this.#problems.push({ plugin: id, message: 'is registered twice' });
      seen.add(id);
    }
  }

  #noUnknownPoints(
    plugins: readonly { readonly id: string; readonly contributes: object }[],
    points: readonly string[],
  ): void {
    for (const { id, contributes } of plugins) {
      for (const point of Object.keys(contributes).filter((name) => !points.includes(name))) {
        const message = `there is no such contribution point; known: ${points.join(', ')}`;
        this.#problems.push({ plugin: id, point, message });
      }
    }
  }
}

function idOf(contribution: unknown): string | undefined {
  if (typeof contribution !== 'object' || contribution === null || !Object.hasOwn(contribution, 'id'))
    return undefined;
  const { id } = contribution as { id: unknown };
  return typeof id === 'string' ? id : undefined;
}
