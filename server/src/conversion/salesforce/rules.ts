import type { EntityDocument, Expression } from '@tenon/documents';
import type { Conversion, ConvertedObject } from './conversion.ts';
import { FormulaError } from './formula/parse.ts';
import { translateFormula } from './formula/translate.ts';
import { formulaScope, recordTypeId } from './formula-scope.ts';
import { idsFor } from './names.ts';
import { choicesOf } from './targets.ts';

type Rules = NonNullable<EntityDocument['rules']>;
type RecordTypes = NonNullable<EntityDocument['recordTypes']>;

/** Validation rules, turned round: ours say what must hold. Dependent picklists are rules too. */
export function convertedRules(
  object: ConvertedObject,
  conversion: Conversion,
  made: ReadonlySet<string>,
): Rules {
  const { source, fieldIds } = object;
  const { fullName } = source;
  const ids = idsFor(
    source.rules.map((rule) => rule.fullName),
    new Set(),
  );
  const scope = formulaScope(object, conversion, true);
  const written = source.rules.flatMap((rule): Rules => {
    if (!rule.active) {
      conversion.note(fullName, rule.fullName, 'Is not active and left out');
      return [];
    }
    try {
      const { expression } = translateFormula(rule.formula, scope);
      const marked = fieldIds.get(rule.displayField ?? '');
      return [
        {
          id: ids.get(rule.fullName) ?? '',
          label: (rule.description ?? rule.fullName.replaceAll('_', ' ')).slice(0, 200),
          must: { '!': [expression] },
          message: rule.message.slice(0, 2000),
          ...(marked !== undefined && made.has(marked) && { fields: [marked] }),
        },
      ];
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      conversion.note(fullName, rule.fullName, `The rule is left out: ${error.message}`);
      return [];
    }
  });
  return [...written, ...dependentPicklists(object, conversion, made)];
}

function dependentPicklists(
  object: ConvertedObject,
  conversion: Conversion,
  made: ReadonlySet<string>,
): Rules {
  const { source, fieldIds } = object;
  return source.fields.flatMap((field): Rules => {
    const controlling = source.fields.find(({ fullName }) => fullName === field.controllingField);
    const id = fieldIds.get(field.fullName);
    const by = controlling && fieldIds.get(controlling.fullName);
    if (!controlling || id === undefined || by === undefined || !made.has(id) || !made.has(by)) return [];
    const own = choicesOf(field, conversion).ids;
    const others = choicesOf(controlling, conversion).ids;
    const conditions = [...field.dependencies].flatMap(([value, under]): Expression[] => {
      const choice = own.get(value);
      const allowed = under.flatMap((each) => others.get(each) ?? []);
      if (choice === undefined || allowed.length === 0) return [];
      return [{ or: [{ '!=': [{ var: id }, choice] }, { in: [{ var: by }, allowed] }] }];
    });
    if (conditions.length === 0) return [];
    const label = field.label ?? id;
    return [
      {
        id: `${id.slice(0, 38)}_by_value`,
        label: `${label} depends on ${controlling.label ?? by}`,
        must: conditions.length === 1 ? conditions[0]! : { and: conditions },
        message: `This ${label} does not go with the ${controlling.label ?? by}`,
        fields: [id],
      },
    ];
  });
}

export function convertedRecordTypes(
  { source, fieldIds }: ConvertedObject,
  conversion: Conversion,
  made: ReadonlySet<string>,
): RecordTypes {
  return source.recordTypes.flatMap((type): RecordTypes => {
    if (!type.active) {
      conversion.note(source.fullName, type.fullName, 'Is not active and left out');
      return [];
    }
    const choices = [...type.values].flatMap(([name, values]) => {
      const field = source.fields.find(({ fullName }) => fullName === name);
      const id = field && fieldIds.get(field.fullName);
      if (!field || id === undefined || !made.has(id) || !/icklist$/.test(field.type ?? '')) return [];
      const { ids } = choicesOf(field, conversion);
      const allowed = values.flatMap((value) => ids.get(value) ?? []);
      return allowed.length === 0 || allowed.length === ids.size ? [] : [{ field: id, options: allowed }];
    });
    return [
      {
        id: recordTypeId(type.fullName),
        label: type.label,
        ...(type.description !== undefined && { description: type.description.slice(0, 2000) }),
        ...(choices.length > 0 && { choices }),
      },
    ];
  });
}
