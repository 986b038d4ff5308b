/** What is asked of a record that is written, one constraint at a time. */
import { textIn } from '@tenon/documents';
import type { EntityModel, FieldModel, RecordTypesModel, ValidationRuleModel } from '@tenon/model';
import { rightsOf } from '../../query/rights.ts';
import { isVisible } from '../../query/visible.ts';
import type { LiveRelease } from '../../releases/live.ts';
import { isByPeople } from '../values/body.ts';
import { isSame } from '../values/same.ts';
import { type Check, type Fault, isEmpty, type Judged } from './check.ts';
import { type Condition, conditionOf } from './conditions.ts';
import { stagesCheck } from './stages.ts';
import { labelled, optionLabels, say } from './words.ts';

export function checksOf(release: LiveRelease, entity: EntityModel): readonly Check[] {
  const { conditions, rules, recordTypes, stages } = entity.constraints;
  const compiled = (rule: ValidationRuleModel['must']) => conditionOf(release, entity, rule);
  return [
    ...[...conditions.values()].flatMap(({ field, requiredWhen, readOnlyWhen }): Check[] => [
      ...(requiredWhen ? [requiredCheck(field, compiled(requiredWhen))] : []),
      ...(readOnlyWhen ? [readOnlyCheck(field, compiled(readOnlyWhen))] : []),
    ]),
    ...rules.map((rule) => ruleCheck(rule, compiled(rule.must))),
    ...(recordTypes ? [recordTypesCheck(recordTypes, entity)] : []),
    ...(stages ? [stagesCheck(stages, compiled)] : []),
  ];
}

/** Whether a write touches what a condition reads, so that its result may be another. */
function touches({ way, changed }: Judged, { reads, everyWrite }: Condition): boolean {
  const isWhole = way === 'new' || way === 'restored';
  return isWhole || everyWrite || [...reads].some((field) => changed.has(field));
}

function requiredCheck(field: FieldModel, condition: Condition): Check {
  return {
    conditions: [condition],
    // Of a field that the viewer does not know nothing can be asked.
    concerns: (one, context) =>
      (one.changed.has(field.id) || touches(one, condition)) && isVisible(field, rightsOf(context)),
    judge: ({ after }, holds, context) =>
      isEmpty(after[field.id]) && holds(condition, 'after')
        ? [{ field: field.id, code: 'required', message: say(context, 'required', labelled(context, field)) }]
        : [],
  };
}

/** Binds people, as fields that are read-only for good do. */
function readOnlyCheck(field: FieldModel, condition: Condition): Check {
  return {
    conditions: [condition],
    looksBack: true,
    concerns: ({ way, changed, after }, context) =>
      (way === 'new' || way === 'changed') &&
      changed.has(field.id) &&
      isByPeople(context) &&
      !(way === 'new' && isSame(after[field.id] ?? null, field.default ?? null)),
    judge: ({ way }, holds, context) =>
      holds(condition, 'after') && (way === 'new' || holds(condition, 'before'))
        ? [
            {
              field: field.id,
              code: 'read-only-field',
              message: say(context, 'readOnly', labelled(context, field)),
            },
          ]
        : [],
  };
}

function ruleCheck({ id, message, fields }: ValidationRuleModel, condition: Condition): Check {
  return {
    conditions: [condition],
    concerns: (one) => touches(one, condition),
    judge(_one, holds, context) {
      if (holds(condition, 'after')) return [];
      const text = textIn(message, context.locale.language, id);
      const shown = fields.filter((field) => isVisible(field, rightsOf(context)));
      const places = shown.length === 0 ? [undefined] : shown.map((field) => field.id);
      return places.map((field) => ({ field, code: 'rule-broken', message: text }));
    },
  };
}

function recordTypesCheck(recordTypes: RecordTypesModel, entity: EntityModel): Check {
  const typeField = recordTypes.field.id;
  const narrowed = new Set([...recordTypes.types.values()].flatMap(({ choices }) => [...choices.keys()]));
  return {
    conditions: [],
    concerns: ({ way, changed }) =>
      way === 'new' || changed.has(typeField) || [...narrowed].some((field) => changed.has(field)),
    judge({ after, changed, way }, _holds, context) {
      const type = recordTypes.types.get(String(after[typeField] ?? recordTypes.default));
      return [...(type?.choices ?? [])].flatMap(([id, allowed]): Fault[] => {
        const field = entity.fields.get(id);
        const asked = way === 'new' || changed.has(typeField) || changed.has(id);
        if (!field || !asked || !isVisible(field, rightsOf(context))) return [];
        const values = [after[id] ?? []].flat().map(String);
        if (values.every((value) => allowed.includes(value))) return [];
        const offered = optionLabels(context, field, allowed);
        const details = {
          field: labelled(context, field).field,
          type: textIn(type?.label, context.locale.language),
          offered,
        };
        return [{ field: id, code: 'not-offered', message: say(context, 'notOffered', details) }];
      });
    },
  };
}
