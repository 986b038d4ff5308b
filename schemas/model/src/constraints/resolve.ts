import { closest, type Expression } from '@tenon/documents';
import type { TypedNode, ValueType } from '@tenon/expressions';
import type { EntityLonghand } from '../entity/normalize.ts';
import { canStandInForm } from '../form/resolve.ts';
import { labelOf } from '../labels.ts';
import type { EntityModel, FieldModel, RuleModel } from '../model.ts';
import { didYouMean, type Place } from '../reporter.ts';
import type { Resolution } from '../resolve/context.ts';
import { fieldOf } from '../resolve/paths.ts';
import { entries } from '../sound.ts';
import type {
  ConstraintsModel,
  FieldConditions,
  RecordTypeModel,
  RecordTypesModel,
  StagesModel,
  TransitionModel,
  UniqueModel,
  ValidationRuleModel,
} from './model.ts';
import { type RecordTypeLonghand, recordTypeField, sinceFieldOf } from './normalize.ts';

/** What an entity asks of its records. A part that is wrong is left out whole, so that it never asks for less or more. */
export function resolveConstraints(
  longhand: EntityLonghand,
  entity: EntityModel,
  context: Resolution,
): ConstraintsModel {
  const parts: Parts = { longhand, entity, context };
  return {
    conditions: resolveConditions(parts),
    rules: resolveRules(parts),
    uniques: resolveUniques(parts),
    recordTypes: resolveRecordTypes(parts),
    stages: resolveStages(parts),
  };
}

interface Parts {
  readonly longhand: EntityLonghand;
  readonly entity: EntityModel;
  readonly context: Resolution;
}

/** A condition over the record and the viewer. */
function condition(
  { entity, context }: Parts,
  written: Expression | undefined,
  place: Place,
): RuleModel | undefined {
  const rule = context.rule(written, { entity: entity.id, names: { viewer: 'user' } }, 'condition', place);
  const far = rule && farPath(rule.checked.root);
  if (far === undefined) return rule;
  place.report('viewer-path-long', { path: `viewer.${far.join('.')}` });
  return undefined;
}

/** A path from the viewer to more than a field of his record or of one that it refers to: that is all that is kept of him. */
function farPath(node: TypedNode): readonly string[] | undefined {
  if (node.node === 'field') return node.from !== undefined && node.path.length > 2 ? node.path : undefined;
  if (node.node === 'operation')
    return node.operands.map(farPath).find((path): path is readonly string[] => path !== undefined);
  if (node.node === 'literal') return undefined;
  return (node.operand && farPath(node.operand)) ?? (node.where && farPath(node.where));
}

function resolveConditions(parts: Parts): ConstraintsModel['conditions'] {
  const found = new Map<string, FieldConditions>();
  for (const { id, requiredWhen, readOnlyWhen, place } of parts.longhand.fields) {
    const field = parts.entity.fields.get(id);
    if (!field || (requiredWhen === undefined && readOnlyWhen === undefined)) continue;
    if (!isStored(field)) {
      place.report('condition-impossible', { field: id });
      continue;
    }
    const conditions = {
      field,
      requiredWhen: condition(parts, requiredWhen, place.to('requiredWhen')),
      readOnlyWhen: condition(parts, readOnlyWhen, place.to('readOnlyWhen')),
    };
    if (conditions.requiredWhen || conditions.readOnlyWhen) found.set(id, conditions);
  }
  return found;
}

function resolveRules(parts: Parts): readonly ValidationRuleModel[] {
  const { longhand, entity, context } = parts;
  return longhand.constraints.rules.flatMap(({ id, label, must, message, fields, place }) => {
    const rule = condition(parts, must, place.to('must'));
    const marked = entries(fields).flatMap(
      ([field, index]) => fieldOf(context, entity, field, place.to('fields', index)) ?? [],
    );
    return rule ? [{ id, label, must: rule, message, fields: marked }] : [];
  });
}

/** Kinds of value that two records can have alike. */
const comparable: ReadonlySet<ValueType['kind']> = new Set([
  'number',
  'boolean',
  'date',
  'datetime',
  'choice',
  'id',
]);

function resolveUniques({ longhand, entity, context }: Parts): readonly UniqueModel[] {
  return longhand.constraints.uniques.flatMap((unique): UniqueModel[] => {
    const { id, label = labelOf(id), ignoreCase = false, message, place } = unique;
    const wanted = entries(unique.fields);
    const fields = wanted.flatMap(([name, index]) => {
      const at = place.to('fields', index);
      const field = fieldOf(context, entity, name, at);
      if (!field) return [];
      const fits = isStored(field) && field.storage.kind === 'column';
      if (fits && !field.system && (field.type.canBeUnique || comparable.has(field.valueType.kind)))
        return [field];
      if (fits && field.id === 'owner') return [field];
      at.report('unique-impossible', { type: field.type.id });
      return [];
    });
    if (ignoreCase && fields.length > 0 && !fields.some(({ valueType }) => valueType.kind === 'text'))
      place.to('ignoreCase').report('ignore-case-idle');
    // Fewer fields would keep more records apart than was meant.
    return fields.length === unique.fields.length ? [{ id, label, fields, ignoreCase, message }] : [];
  });
}

function resolveRecordTypes(parts: Parts): RecordTypesModel | undefined {
  const { recordTypes, defaultRecordType, place } = parts.longhand.constraints;
  if (defaultRecordType !== undefined && !recordTypes.some(({ id }) => id === defaultRecordType)) {
    const known = recordTypes.map(({ id }) => id);
    place
      .to('defaultRecordType')
      .report(
        'record-type-unknown',
        { id: defaultRecordType },
        didYouMean(closest(defaultRecordType, known)),
      );
  }
  const field = parts.entity.fields.get(recordTypeField);
  if (recordTypes.length === 0 || !field) return undefined;
  const types = recordTypes.map((type) => resolveRecordType(parts, type));
  return { field, types: new Map(types.map((type) => [type.id, type])), default: String(field.default) };
}

function resolveRecordType(parts: Parts, type: RecordTypeLonghand): RecordTypeModel {
  const { id, label, description, form } = type;
  const choices = new Map<string, readonly string[]>();
  for (const { field: name, options, place } of type.choices) {
    const field = fieldOf(parts.context, parts.entity, name, place.to('field'));
    const known = field && optionsOf(field, place.to('field'));
    if (!field || !known) continue;
    const allowed = options.flatMap(([option, index]) =>
      knownOption(option, known, field, place.to('options', index)),
    );
    if (allowed.length === 0) continue;
    choices.set(field.id, allowed);
    for (const option of [field.default].flat())
      if (option !== null && !allowed.includes(String(option)))
        place
          .to('options')
          .report('default-not-offered', { type: id, field: field.id, option: String(option) });
  }
  return { id, label, description, form, choices };
}

function resolveStages(parts: Parts): StagesModel | undefined {
  const { stages } = parts.longhand.constraints;
  if (!stages) return undefined;
  const { entity, context } = parts;
  const { place } = stages;
  const field = fieldOf(context, entity, stages.field, place.to('field'));
  const known = field && optionsOf(field, place.to('field'));
  const since = entity.fields.get(sinceFieldOf(stages.field));
  if (!field || !known || !since) return undefined;
  if (field.valueType.kind !== 'choice') {
    place.to('field').report('choice-due', { field: field.id });
    return undefined;
  }
  const initial = stages.initial?.flatMap(([option, index]) =>
    knownOption(option, known, field, place.to('initial', index)),
  );
  if (field.default !== null && initial && !initial.includes(String(field.default)))
    place.to('initial').report('default-not-initial', { option: String(field.default) });
  const transitions = stages.transitions.flatMap((transition): TransitionModel[] => {
    const at = transition.place;
    const end = (name: 'from' | 'to') =>
      entries(transition[name]).flatMap(([option, index]) =>
        knownOption(option, known, field, at.to(name, index)),
      );
    const [from, to] = [end('from'), end('to')];
    const wanted = entries(transition.required);
    const required = wanted.flatMap(([name, index]) => {
      const due = fieldOf(context, entity, name, at.to('required', index));
      if (!due || (canStandInForm(due) && isStored(due))) return due ?? [];
      at.to('required', index).report('not-writable', { field: name });
      return [];
    });
    const when = condition(parts, transition.when, at.to('when'));
    const isWhole =
      required.length === wanted.length && (when !== undefined || transition.when === undefined);
    if (!isWhole || from.length === 0 || to.length === 0) return [];
    return [{ from, to, required, when, roles: transition.roles }];
  });
  reportUnreached(known, initial, transitions, place);
  return { field, since, stages: known, initial, transitions };
}

/** Stages that no record can come to. */
function reportUnreached(
  stages: readonly string[],
  initial: readonly string[] | undefined,
  transitions: readonly TransitionModel[],
  place: Place,
): void {
  if (!initial) return;
  const reached = new Set(initial);
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const { from, to } of transitions)
      if (from.some((stage) => reached.has(stage))) for (const stage of to) reached.add(stage);
  }
  for (const stage of stages)
    if (!reached.has(stage)) place.to('transitions').report('stage-unreached', { option: stage });
}

/** The options of a field of one or several choices. Reports another. */
function optionsOf(field: FieldModel, place: Place): readonly string[] | undefined {
  const { valueType } = field;
  const one = valueType.kind === 'list' ? valueType.of : valueType;
  if (one.kind === 'choice' && isStored(field)) return one.options;
  place.report('choice-due', { field: field.id });
  return undefined;
}

function knownOption(
  option: string,
  known: readonly string[],
  field: FieldModel,
  place: Place,
): readonly string[] {
  if (known.includes(option)) return [option];
  place.report('option-unknown', { option, field: field.id }, didYouMean(closest(option, known)));
  return [];
}

/** Whether its values are written by people or files, and lie with the record. */
const isStored = ({ storage, keptBy, computed }: FieldModel): boolean =>
  (storage.kind === 'column' || storage.kind === 'link') && keptBy === undefined && !computed;
