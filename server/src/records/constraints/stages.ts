import type { FieldModel, RuleModel, StagesModel, TransitionModel } from '@tenon/model';
import type { Context } from '../../context.ts';
import { rightsOf } from '../../query/rights.ts';
import { isVisible } from '../../query/visible.ts';
import { type CheckedValues, isByPeople } from '../values/body.ts';
import { type Check, type Fault, type Holds, isEmpty, type Judged } from './check.ts';
import type { Condition } from './conditions.ts';
import { labelled, optionLabels, say } from './words.ts';

/** Moves from stage to stage: by a transition, and only with what it asks for. */
export function stagesCheck(stages: StagesModel, compile: (rule: RuleModel) => Condition): Check {
  const { field } = stages;
  const transitions = stages.transitions.map((transition) => ({
    ...transition,
    condition: transition.when && compile(transition.when),
  }));
  const conditionsOf = (some: typeof transitions) => some.flatMap(({ condition }) => condition ?? []);
  const ends = ({ before, after }: Judged) =>
    [stageOf(before?.[field.id]), stageOf(after[field.id])] as const;
  const leads = (from: string, to: string | undefined) => (one: TransitionModel) =>
    to !== undefined && one.from.includes(from) && one.to.includes(to);
  return {
    conditions: conditionsOf(transitions),
    asks(one, context) {
      const [from, to] = ends(one);
      if (from === undefined) return [];
      return conditionsOf(transitions.filter(leads(from, to)).filter((each) => isFor(each, context)));
    },
    concerns: ({ way, changed }) => (way === 'new' || way === 'changed') && changed.has(field.id),
    judge(one, holds, context) {
      const [from, to] = ends(one);
      // A stage that is no more holds nobody.
      if (from === undefined || !stages.stages.includes(from)) return begin(stages, to, context);
      const mine = transitions.filter((one) => one.from.includes(from) && isFor(one, context));
      const leading = mine.filter(leads(from, to));
      if (leading.length === 0) return [notAllowed(field, from, mine, context)];
      return move(field, one, leading, holds, context);
    },
  };
}

type Compiled = TransitionModel & { readonly condition: Condition | undefined };

/** Files bring records that have come a long way elsewhere. */
function begin({ field, initial }: StagesModel, to: string | undefined, context: Context): readonly Fault[] {
  if (!initial || to === undefined || initial.includes(to) || context.source === 'import') return [];
  const details = { ...labelled(context, field), stages: optionLabels(context, field, initial) };
  return [{ field: field.id, code: 'stage-not-initial', message: say(context, 'notInitial', details) }];
}

function notAllowed(
  field: FieldModel,
  from: string,
  mine: readonly TransitionModel[],
  context: Context,
): Fault {
  const targets = [...new Set(mine.flatMap(({ to }) => to))];
  const stages = optionLabels(context, field, targets);
  const details = { from: optionLabels(context, field, [from]), stages };
  const message = say(context, targets.length === 0 ? 'noTransition' : 'otherTransitions', details);
  return { field: field.id, code: 'transition-not-allowed', message };
}

/** One transition that asks for nothing more is enough; else what is missing for the nearest of them. */
function move(
  field: FieldModel,
  { after }: Judged,
  leading: readonly Compiled[],
  holds: Holds,
  context: Context,
): readonly Fault[] {
  const open = leading.filter(({ condition }) => !condition || holds(condition, 'after'));
  if (open.length === 0) {
    const message = say(context, 'transitionNotNow', labelled(context, field));
    return [{ field: field.id, code: 'transition-not-allowed', message }];
  }
  const missing = open.map(({ required }) => required.filter(({ id }) => isEmpty(after[id])));
  const [least = []] = missing.toSorted((a, b) => a.length - b.length);
  return least.map((due): Fault => {
    const isKnown = isVisible(due, rightsOf(context));
    return {
      field: isKnown ? due.id : field.id,
      code: 'required',
      message: isKnown
        ? say(context, 'requiredForMove', labelled(context, due))
        : say(context, 'hiddenForMove', {}),
    };
  });
}

/** The server on its own account holds no role, and is not bound by them. */
function isFor({ roles }: TransitionModel, { viewer }: Context): boolean {
  return viewer.id === null || !roles || roles.some((role) => viewer.roles.includes(role));
}

const stageOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/**
 * Notes since when a record is in its stage, among the values that are about to be written. Imports may bring the time
 * along.
 */
export function keepSince(
  context: Context,
  entity: string,
  values: CheckedValues,
  before: { readonly [field: string]: unknown } | undefined,
  at: string,
): void {
  const stages = context.release.model.entities.get(entity)?.constraints.stages;
  if (!stages || !values.has(stages.field.id)) return;
  const stage = values.get(stages.field.id) ?? null;
  if (stage === (before?.[stages.field.id] ?? null)) return;
  if (values.has(stages.since.id) && !isByPeople(context)) return;
  if (stage === null && before === undefined) return;
  values.set(stages.since.id, stage === null ? null : at);
}
