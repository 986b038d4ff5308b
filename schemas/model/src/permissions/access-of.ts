import type { Capability, Model, RecordAction, RoleModel, RuleModel } from '../model.ts';
import { type Access, recordActions } from './access.ts';

type Grant = RoleModel['grants'][number];
type RowRules = ReturnType<Access['rowRules']>;

interface EntityAccess {
  readonly rules: ReadonlyMap<RecordAction, RowRules>;
  readonly hidden: ReadonlySet<string>;
  readonly readOnly: ReadonlySet<string>;
}

const nothing: ReadonlySet<string> = new Set();

/**
 * The access of somebody with these roles; unknown roles give nothing. Computed once, then only looked up.
 *
 * A grant without a row rule covers all records. A field is hidden when every grant to read hides it, and read-only when
 * every grant to write says so: what one role gives, another cannot take away.
 */
export function accessOf(model: Model, roleIds: Iterable<string>): Access {
  const roles = [...new Set(roleIds)].flatMap((id) => model.roles.get(id) ?? []);
  const grants = roles.flatMap((role) => role.grants);
  const entities = new Map([...model.entities.keys()].map((id) => [id, entityAccess(id, grants)]));
  const held: ReadonlySet<Capability> = new Set(roles.flatMap((role) => role.capabilities));
  const rowRules = (entity: string, action: RecordAction): RowRules =>
    entities.get(entity)?.rules.get(action) ?? 'none';
  return Object.freeze({
    can: (entity: string, action: RecordAction) => rowRules(entity, action) !== 'none',
    rowRules,
    hidden: (entity: string) => entities.get(entity)?.hidden ?? nothing,
    readOnly: (entity: string) => entities.get(entity)?.readOnly ?? nothing,
    capabilities: held,
  });
}

function entityAccess(entity: string, all: readonly Grant[]): EntityAccess {
  const grants = all.filter((grant) => grant.entity === entity || grant.entity === '*');
  const rules = new Map(recordActions.map((action) => [action, rulesFor(grants, action)]));
  const hidden = inEvery(
    grants.filter(({ actions }) => actions.includes('read')),
    ({ hidden: fields }) => fields,
  );
  const readOnly = inEvery(
    grants.filter(({ actions }) => actions.includes('create') || actions.includes('update')),
    ({ readOnly: fields }) => fields,
  );
  return { rules, hidden, readOnly: new Set([...readOnly].filter((id) => !hidden.has(id))) };
}

function rulesFor(grants: readonly Grant[], action: RecordAction): RowRules {
  const giving = grants.filter(({ actions }) => actions.includes(action));
  if (giving.length === 0) return 'none';
  const rules = giving.flatMap(({ where }): RuleModel[] => (where ? [where] : []));
  return rules.length < giving.length ? 'all' : rules;
}

function inEvery(
  grants: readonly Grant[],
  fieldsOf: (grant: Grant) => readonly string[],
): ReadonlySet<string> {
  const [first, ...others] = grants.map((grant) => new Set(fieldsOf(grant)));
  return new Set([...(first ?? [])].filter((id) => others.every((fields) => fields.has(id))));
}
