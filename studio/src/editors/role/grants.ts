import { asList, asText, isObject, type PlainObject, withMember } from '../change.ts';

/** A grant on all records of an entity, without a row rule or field rules: what the matrix can draw. */
export const isPlain = (grant: PlainObject): boolean =>
  Object.keys(grant).every((key) => key === 'entity' || key === 'actions');

export const grantsOf = (document: unknown): readonly PlainObject[] =>
  asList(isObject(document) ? document.grants : undefined).map((one) => (isObject(one) ? one : {}));

const actionsOf = (grant: PlainObject): readonly string[] => asList(grant.actions).map(asText);

/** Whether a plain grant gives an action on an entity, or only grants with conditions do. */
export function grantOf(
  grants: readonly PlainObject[],
  entity: string,
  action: string,
): 'plain' | 'conditional' | undefined {
  const giving = grants.filter((grant) => grant.entity === entity && actionsOf(grant).includes(action));
  if (giving.some(isPlain)) return 'plain';
  return giving.length > 0 ? 'conditional' : undefined;
}

/** The grants with an action of an entity ticked or not; grants with conditions stay as they are. */
export function withGrant(
  grants: readonly PlainObject[],
  entity: string,
  action: string,
  given: boolean,
  order: readonly string[],
): readonly PlainObject[] {
  const index = grants.findIndex((grant) => grant.entity === entity && isPlain(grant));
  const own = grants[index];
  if (!own) return given ? [...grants, { entity, actions: [action] }] : grants;
  const left = grants.map((grant) =>
    grant.entity === entity && isPlain(grant)
      ? withMember(
          grant,
          'actions',
          actionsOf(grant).filter((one) => one !== action),
        )
      : grant,
  );
  if (!given) return left.filter((grant) => !isPlain(grant) || actionsOf(grant).length > 0);
  const actions = [...actionsOf(own).filter((one) => one !== action), action].sort(
    (a, b) => order.indexOf(a) - order.indexOf(b),
  );
  return grants.with(index, withMember(own, 'actions', actions));
}
