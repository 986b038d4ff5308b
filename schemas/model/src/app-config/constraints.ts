import type { EntityModel, RuleModel } from '../model.ts';
import type { Access } from '../permissions/access.ts';
import { canReadField, canReadRule } from '../permissions/readable.ts';
import type { ConstraintsConfig, RecordTypesConfig, RuleConfig, StagesConfig } from '../wire/constraints.ts';

/** What a viewer may know of the constraints of an entity. The server holds all of them. */
export function constraintsConfig(
  entity: EntityModel,
  access: Access,
  roles: readonly string[],
): ConstraintsConfig {
  const { conditions, rules, recordTypes, stages } = entity.constraints;
  return {
    conditions: Object.fromEntries(
      [...conditions.values()]
        .filter(({ field }) => canReadField(access, field))
        .map(({ field, requiredWhen, readOnlyWhen }): [string, ConstraintsConfig['conditions'][string]] => [
          field.id,
          {
            ...written('requiredWhen', requiredWhen, access),
            ...written('readOnlyWhen', readOnlyWhen, access),
          },
        ])
        .filter(([, known]) => Object.keys(known).length > 0),
    ),
    rules: rules
      .filter(({ must }) => canReadRule(access, must))
      .map(
        ({ id, label, must, message, fields }): RuleConfig => ({
          id,
          label,
          must: must.written,
          message,
          fields: fields.filter((field) => canReadField(access, field)).map((field) => field.id),
        }),
      ),
    recordTypes: recordTypes && canReadField(access, recordTypes.field) ? typesConfig(recordTypes) : null,
    stages: stages && canReadField(access, stages.field) ? stagesConfig(stages, access, roles) : null,
  };

  function typesConfig({ field, types, default: first }: NonNullable<typeof recordTypes>): RecordTypesConfig {
    return {
      field: field.id,
      default: first,
      types: [...types.values()].map(({ id, label, description, form, choices }) => ({
        id,
        label,
        ...(description !== undefined && { description }),
        ...(form !== undefined && { form }),
        choices: Object.fromEntries(
          [...choices].filter(([name]) => {
            const narrowed = entity.fields.get(name);
            return narrowed !== undefined && canReadField(access, narrowed);
          }),
        ),
      })),
    };
  }
}

function stagesConfig(
  { field, since, initial, transitions }: NonNullable<EntityModel['constraints']['stages']>,
  access: Access,
  roles: readonly string[],
): StagesConfig {
  return {
    field: field.id,
    since: since.id,
    initial: initial ?? null,
    transitions: transitions
      .filter((one) => !one.roles || one.roles.some((role) => roles.includes(role)))
      .map(({ from, to, required, when }) => ({
        from,
        to,
        required: required.filter((one) => canReadField(access, one)).map(({ id }) => id),
        ...written('when', when, access),
      })),
  };
}

/** A condition over a field that the viewer may not see cannot be decided in the browser. */
function written<Name extends string>(
  name: Name,
  rule: RuleModel | undefined,
  access: Access,
): { readonly [name in Name]?: RuleModel['written'] } {
  return (rule && canReadRule(access, rule) ? { [name]: rule.written } : {}) as {
    [name in Name]?: RuleModel['written'];
  };
}
