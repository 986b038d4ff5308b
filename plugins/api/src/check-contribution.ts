import { type Schema, Validator } from '@cfworker/json-schema';
import type { ContributionPoint } from './contribution-points.ts';
import { PluginError } from './plugin-error.ts';

/** Everything that is wrong with the shape of one contribution. */
export function checkContribution(point: ContributionPoint, contribution: unknown): readonly string[] {
  if (!isObject(contribution)) return ['must be an object'];
  const members = Object.entries(contribution);
  const components = point.components ?? [];
  const known = [...point.functions.required, ...point.functions.optional];

  const messages = checkData(point.schema, plainData(members, point));
  for (const name of point.functions.required) {
    if (typeof own(contribution, name) !== 'function') messages.push(`${name} must be a function`);
  }
  for (const [name, value] of members) {
    if (typeof value === 'function' && !known.includes(name) && !components.includes(name)) {
      messages.push(`${name} is not a function of this contribution point`);
    } else if (
      typeof value !== 'function' &&
      value !== undefined &&
      point.functions.optional.includes(name)
    ) {
      messages.push(`${name} must be a function`);
    }
  }
  for (const name of components) {
    if (!isComponent(own(contribution, name))) messages.push(`${name} must be a React component`);
  }
  return messages;
}

/** Where a contribution stands: what an error names. */
export interface Place {
  readonly plugin: string;
  readonly point: string;
  readonly id: string;
}

/** The contribution with each of its functions wrapped, so that what it throws names the plugin. */
export function guarded<T extends object>(place: Place, contribution: T, parts: readonly string[] = []): T {
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(contribution)) {
    if (typeof member === 'function') copy[name] = guard(place, name, contribution, member);
    else copy[name] = parts.includes(name) && isObject(member) ? guarded(place, member) : member;
  }
  return Object.freeze(copy) as T;
}

function guard({ plugin, point, id }: Place, name: string, self: object, member: unknown) {
  const call = member as (...values: unknown[]) => unknown;
  return (...values: unknown[]): unknown => {
    try {
      return call.apply(self, values);
    } catch (thrown) {
      throw thrown instanceof PluginError ? thrown : new PluginError(plugin, point, id, name, thrown);
    }
  };
}

/** The members that are not code, parts without theirs. */
function plainData(
  members: readonly [string, unknown][],
  { components = [], parts = [] }: Pick<ContributionPoint, 'components' | 'parts'>,
): unknown {
  return Object.fromEntries(
    members
      .filter(
        ([name, value]) => typeof value !== 'function' && value !== undefined && !components.includes(name),
      )
      .map(([name, value]) => {
        const isPart = parts.includes(name) && isObject(value);
        return [name, isPart ? plainData(Object.entries(value), {}) : value];
      }),
  );
}

function checkData(schema: ContributionPoint['schema'], data: unknown): string[] {
  try {
    const { errors } = new Validator(schema as Schema, '2020-12', false).validate(data);
    // The errors of an outer keyword only say that an inner one failed.
    const inner = errors.filter(({ keyword }) => keyword !== 'properties' && keyword !== 'items');
    return inner.map(
      ({ instanceLocation, error }) => `${instanceLocation.replace(/^#/, '') || 'it'}: ${error}`,
    );
  } catch {
    return ['must be plain data beside its functions'];
  }
}

function isComponent(value: unknown): boolean {
  return typeof value === 'function' || (isObject(value) && '$$typeof' in value);
}

function own(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
