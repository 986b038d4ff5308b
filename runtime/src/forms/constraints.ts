import type { Row } from '@tenon/expressions';
import type {
  ConstraintsConfig,
  EntityConfig,
  FieldConfig,
  RecordTypesConfig,
  RuleConfig,
} from '@tenon/model';
import { createDecisions, type DecisionsInput, type Reach, type Situation } from './decisions.ts';

/** What the constraints of an entity say of the values of the moment, as far as the browser can tell. */
export interface FormConstraints {
  readonly reaches: readonly Reach[];
  readonly readsViewer: boolean;
  required(row: Row, situation: Situation): ReadonlySet<string>;
  /** Read-only while the condition holds for the record as it was (unless it is new) and for the values of now. */
  readOnly(row: Row, situation: Situation): ReadonlySet<string>;
  /** Rules that the values break, of those that this change has to do with. */
  broken(row: Row, situation: Situation): readonly RuleConfig[];
}

export interface ConstraintsInput extends DecisionsInput {
  readonly constraints: ConstraintsConfig;
  /** The record as it was; null for a new one. */
  readonly base: Row | null;
}

export function compileConstraints({ constraints, base, ...input }: ConstraintsInput): FormConstraints {
  const decisions = createDecisions(input);
  const conditions = Object.entries(constraints.conditions).map(
    ([field, { requiredWhen, readOnlyWhen }]) => ({
      field,
      required: decisions.compile(requiredWhen, false),
      readOnly: decisions.compile(readOnlyWhen, false),
    }),
  );
  const rules = constraints.rules.map((rule) => ({
    rule,
    must: decisions.compile(rule.must, true),
    reads: decisions.reads(rule.must),
  }));
  const concerns = (reads: readonly string[], row: Row) =>
    base === null || reads.some((field) => !isSame(row[field], base[field]));
  return {
    reaches: decisions.reaches,
    readsViewer: decisions.readsViewer,
    required: (row, situation) => fieldsOf(conditions.filter(({ required }) => required(row, situation))),
    readOnly: (row, situation) =>
      fieldsOf(
        conditions.filter(
          ({ readOnly }) => readOnly(row, situation) && (base === null || readOnly(base, situation)),
        ),
      ),
    broken: (row, situation) =>
      rules
        .filter(({ must, reads }) => concerns(reads, row) && !must(row, situation))
        .map(({ rule }) => rule),
  };
}

const fieldsOf = (conditions: readonly { readonly field: string }[]): ReadonlySet<string> =>
  new Set(conditions.map(({ field }) => field));

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The record type of some values, where the entity has any. */
export function recordTypeOf(
  { constraints: { recordTypes } }: EntityConfig,
  values: Row,
): RecordTypesConfig['types'][number] | undefined {
  if (!recordTypes) return undefined;
  const id = values[recordTypes.field] ?? recordTypes.default;
  return recordTypes.types.find((type) => type.id === id);
}

/** Stages that a record may go to from where it is; all of the viewer's transitions, whatever they ask for. */
export function stageMoves(constraints: ConstraintsConfig, from: unknown): readonly string[] {
  const transitions = constraints.stages?.transitions ?? [];
  const leading = transitions.filter((one) => typeof from === 'string' && one.from.includes(from));
  return [...new Set(leading.flatMap(({ to }) => to))];
}

/**
 * Fields with the choices that are left for these values: by record type, and by the stage that the record is in. The
 * present choice stays among them, so that it can be read.
 */
export function narrowedFields(
  entity: EntityConfig,
  fields: readonly FieldConfig[],
  values: Row,
  base: Row | null,
): readonly FieldConfig[] {
  const { stages } = entity.constraints;
  const type = recordTypeOf(entity, values);
  if (!stages && Object.keys(type?.choices ?? {}).length === 0) return fields;
  return fields.map((field) => {
    const byType = type && Object.hasOwn(type.choices, field.id) ? type.choices[field.id] : undefined;
    const byStage = field.id === stages?.field ? reachable(entity.constraints, base?.[field.id]) : undefined;
    if (!byType && !byStage) return field;
    const present = [base?.[field.id], values[field.id]].flat();
    const isLeft = (id: unknown) =>
      present.includes(id) || [byType, byStage].every((left) => !left || left.includes(String(id)));
    return withChoices(field, isLeft);
  });
}

/** A record that is in no stage begins in one of the first. */
function reachable(constraints: ConstraintsConfig, from: unknown): readonly string[] | undefined {
  if (typeof from === 'string') return [from, ...stageMoves(constraints, from)];
  return constraints.stages?.initial ?? undefined;
}

function withChoices(field: FieldConfig, isLeft: (id: unknown) => boolean): FieldConfig {
  const { choices } = field.options as { readonly choices?: unknown };
  if (!Array.isArray(choices)) return field;
  const left = choices.filter((choice: { readonly id?: unknown }) => isLeft(choice.id));
  return { ...field, options: { ...field.options, choices: left } };
}
