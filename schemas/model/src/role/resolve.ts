import type { GrantDocument, RoleDocument } from '@tenon/documents';
import type { EntityModel, RoleModel } from '../model.ts';
import type { Place } from '../reporter.ts';
import type { Resolution } from '../resolve/context.ts';
import { fieldOf } from '../resolve/paths.ts';
import { entries } from '../sound.ts';

type Grant = RoleModel['grants'][number];

/** A grant any part of which is wrong is left out: without its row rule it would give more than was meant. */
export function resolveRole(document: RoleDocument, context: Resolution): RoleModel {
  const place = context.problems.at(document);
  return {
    id: document.id,
    label: document.label,
    grants: entries(document.grants).flatMap(([grant, index]) =>
      resolveGrant(grant, context, place.to('grants', index)),
    ),
    capabilities: [...new Set(document.capabilities ?? [])],
  };
}

function resolveGrant(grant: GrantDocument, context: Resolution, place: Place): readonly Grant[] {
  const hidden = grant.fields?.hidden ?? [];
  const readOnly = grant.fields?.readOnly ?? [];
  if (grant.entity !== '*') {
    const entity = context.entity(grant.entity, place.to('entity'));
    const resolved = entity && grantOn(entity, grant, context, place);
    return resolved ? [resolved] : [];
  }
  if (hidden.length > 0 || readOnly.length > 0) {
    place.to('fields').report('grant-fields');
    return [];
  }
  if (grant.where === undefined) {
    return [{ entity: '*', actions: grant.actions, where: undefined, hidden: [], readOnly: [] }];
  }
  // A row rule speaks of one entity's fields, so it is checked against each.
  const resolved = [...context.entities.values()].map((entity) => grantOn(entity, grant, context, place));
  return resolved.flatMap((one) => one ?? []);
}

function grantOn(
  entity: EntityModel,
  grant: GrantDocument,
  context: Resolution,
  place: Place,
): Grant | undefined {
  const scope = { entity: entity.id, names: { viewer: 'user' } };
  const where = context.rule(grant.where, scope, 'condition', place.to('where'));
  const fields = (list: readonly string[] | undefined, name: string): readonly string[] | undefined => {
    const found = entries(list).map(([id, index]) =>
      grantField(entity, id, context, place.to('fields', name, index)),
    );
    return found.includes(undefined) ? undefined : found.flatMap((id) => id ?? []);
  };
  const hidden = fields(grant.fields?.hidden, 'hidden');
  const readOnly = fields(grant.fields?.readOnly, 'readOnly');
  if ((grant.where !== undefined && !where) || !hidden || !readOnly) return undefined;
  return { entity: entity.id, actions: grant.actions, where, hidden, readOnly };
}

/** The id and version are what a record is addressed by; without the title nobody could tell what they look at. */
function grantField(entity: EntityModel, id: string, context: Resolution, place: Place): string | undefined {
  const field = fieldOf(context, entity, id, place);
  if (!field) return undefined;
  if (id !== 'id' && id !== 'version') return id;
  place.report('field-not-hidden', { field: id });
  return undefined;
}
