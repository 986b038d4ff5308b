/** Under whose rights a piece of work runs. */
import { type Capability, systemAccess } from '@tenon/model';
import type { Context } from '../context.ts';
import { TenonError } from '../errors.ts';

/** The same request with the rights of the system and without a name: for what the engine itself reads and decides. */
export function asSystem(context: Context): Context {
  const access = systemAccess(context.release.model);
  return { ...context, viewer: { ...context.viewer, id: null, roles: [], access, attributes: {} } };
}

/** What the configuration does in somebody's name: their name in the history, without the limits of their roles. */
export function onBehalf(context: Context): Context {
  return { ...context, viewer: { ...context.viewer, access: systemAccess(context.release.model) } };
}

export function holds({ viewer }: Context, capability: Capability): boolean {
  return viewer.id === null || viewer.access.capabilities.has(capability);
}

/** Throws `not-allowed` unless the viewer holds the capability. */
export function demand(context: Context, capability: Capability): void {
  if (!holds(context, capability))
    throw new TenonError('not-allowed', `This needs the capability '${capability}'`);
}
