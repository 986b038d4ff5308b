import { accessOf, canReadField, type FieldModel, type Model } from '@tenon/model';
import type { Context } from '../../context.ts';
import { type Rights, rightsOf } from '../../query/rights.ts';

/** What the viewer's roles were given by an older configuration. */
export function rightsThen(context: Context, model: Model): Rights {
  return rightsOf(context) === 'system' ? 'system' : accessOf(model, context.viewer.roles);
}

export function isVisibleField(field: FieldModel, rights: Rights): boolean {
  return rights === 'system' || canReadField(rights, field);
}
