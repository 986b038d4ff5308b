import type { Expression, FieldDocument } from '@tenon/documents';
import type { Conversion, ConvertedObject } from './conversion.ts';
import { FormulaError } from './formula/parse.ts';
import { type FormulaKind, translateFormula } from './formula/translate.ts';
import { formulaScope } from './formula-scope.ts';
import { inverseKey, spoken } from './names.ts';
import type { SourceField } from './source.ts';
import { choices, choicesOf, targetOf } from './targets.ts';

/** Undefined, with a note, for what has no counterpart. */
export function convertedField(
  object: ConvertedObject,
  field: SourceField,
  conversion: Conversion,
): FieldDocument | undefined {
  const id = object.fieldIds.get(field.fullName);
  if (id === undefined) return undefined;
  const { fullName } = object.source;
  const say = (message: string) => conversion.note(fullName, field.fullName, message);
  const base = {
    id,
    label: (field.label ?? spoken(field.fullName)).slice(0, 200),
    ...(field.help !== undefined && { help: field.help.slice(0, 2000) }),
  };
  if (field.formula !== undefined) return convertedFormula(object, field, base, conversion);
  if (field.summary) return convertedSummary(object, field, base, conversion);
  let target = targetOf(field);
  if (!target) {
    say(`The type ${field.type} has no counterpart`);
    return undefined;
  }
  if (target.options === choices && choicesOf(field, conversion).list.length === 0) {
    say(
      `Its values stand in the list ${field.valueSetName ?? 'of the platform'}, which is not there; it is text`,
    );
    target = { type: 'text', kind: 'text' };
  }
  if (field.type === 'MasterDetail') say('Details of a master are not deleted with it');
  const options = target.options?.(field, conversion);
  const value = target.constant?.(field, conversion);
  return {
    ...base,
    type: target.type,
    ...((field.required || field.type === 'MasterDetail') && !target.assigned && { required: true }),
    ...(field.unique && { unique: true }),
    ...(field.unique && !field.caseSensitive && target.kind === 'text' && { ignoreCase: true }),
    ...(value !== undefined && { default: value }),
    ...(options && { options }),
  };
}

type Base = Pick<FieldDocument, 'id' | 'label' | 'help'>;

function convertedFormula(
  object: ConvertedObject,
  field: SourceField,
  base: Base,
  conversion: Conversion,
): FieldDocument | undefined {
  const { fullName } = object.source;
  try {
    const scope = formulaScope(object, conversion, field.blankAsZero);
    const { expression } = translateFormula(field.formula ?? '', scope);
    const target = targetOf(field);
    if (!target) throw new FormulaError(`results of the type ${field.type} have no counterpart`);
    const options = target.resultOptions ?? target.options?.(field, conversion);
    return {
      ...base,
      type: 'formula',
      options: { expression, result: { type: target.type, ...(options && { options }) } },
    };
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    conversion.note(fullName, field.fullName, `The formula is left out: ${error.message}`);
    return undefined;
  }
}

const comparisons: ReadonlyMap<string, string> = new Map([
  ['equals', '=='],
  ['notEqual', '!='],
  ['lessThan', '<'],
  ['lessOrEqual', '<='],
  ['greaterThan', '>'],
  ['greaterOrEqual', '>='],
  ['contains', 'contains'],
  ['startsWith', 'starts_with'],
]);

function convertedSummary(
  object: ConvertedObject,
  field: SourceField,
  base: Base,
  conversion: Conversion,
): FieldDocument | undefined {
  const { summary } = field;
  const [childName = '', key = ''] = summary?.foreignKey.split('.') ?? [];
  const child = conversion.objects.get(childName);
  const relation = child?.source.fields.find(({ fullName }) => fullName === key);
  const inverse = relation && object.fieldIds.get(inverseKey(childName, key, relation.relationshipName));
  if (!summary || !child || inverse === undefined) {
    conversion.note(
      object.source.fullName,
      field.fullName,
      `The object ${childName} of its summary is not there`,
    );
    return undefined;
  }
  try {
    const scope = formulaScope(child, conversion, false);
    const named = (path: string) => {
      const found = scope.field(path.split('.').slice(1));
      if (!found) throw new FormulaError(`${path} is not known`);
      return found;
    };
    const conditions = summary.filters.map(({ field: path, operation, value }): Expression => {
      const found = named(path);
      if (value === '' && operation === 'equals') return { empty: [{ var: found.path }] };
      if (value === '' && operation === 'notEqual') return { '!': [{ empty: [{ var: found.path }] }] };
      const operator = comparisons.get(operation);
      if (operator === undefined) throw new FormulaError(`the filter ${operation} has no counterpart`);
      return { [operator]: [{ var: found.path }, literal(value, found.kind, found.choices)] };
    });
    const where = conditions.length > 1 ? { and: conditions } : conditions[0];
    return {
      ...base,
      type: 'rollup',
      options: {
        relation: inverse,
        aggregate: summary.operation,
        ...(summary.field !== undefined && { value: { var: named(summary.field).path } }),
        ...(where !== undefined && { where }),
      },
    };
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    conversion.note(object.source.fullName, field.fullName, `The summary is left out: ${error.message}`);
    return undefined;
  }
}

function literal(value: string, kind: FormulaKind, ids: ReadonlyMap<string, string> | undefined): Expression {
  if (kind === 'boolean') return /^(true|1)$/i.test(value);
  if (kind === 'number') return Number(value);
  if (kind === 'choice') {
    const id = ids?.get(value);
    if (id === undefined) throw new FormulaError(`the picklist has no value '${value}'`);
    return id;
  }
  return value;
}
