import type { Model } from '../model.ts';
import { type Access, capabilities } from './access.ts';

const nothing: ReadonlySet<string> = new Set();

/** The access of Tenon itself: everything on every entity of the model. */
export function systemAccess(model: Model): Access {
  return Object.freeze({
    can: (entity: string) => model.entities.has(entity),
    rowRules: (entity: string) => (model.entities.has(entity) ? ('all' as const) : ('none' as const)),
    hidden: () => nothing,
    readOnly: () => nothing,
    capabilities: new Set(capabilities),
  });
}
