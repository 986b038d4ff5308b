/** Fits parsed operands into the slots of a signature: settles literals, then compares types. */
import { settleLiteral, upper } from './literals.ts';
import type { ExpressionProblemCode } from './problems.ts';
import type { Slot, TypedNode, ValueKind, ValueType } from './types.ts';
import { kindNames, nameOf } from './values/kinds.ts';

export type Report = (code: ExpressionProblemCode, message: string, hint?: string, operand?: number) => void;

export interface Fitted {
  readonly operands: readonly TypedNode[];
  /** The type that the `same` slots share. */
  readonly same?: ValueType;
}

/** The operands as the slots want them; undefined after reporting what does not fit. */
export function fit(
  operands: readonly TypedNode[],
  slots: readonly Slot[],
  report: Report,
): Fitted | undefined {
  const same = sharedType(operands, slots);
  let sound = true;
  const fitted = operands.map((operand, index) => {
    const result = fitOne(operand, slots[index]!, same, (code, message, hint) => {
      sound = false;
      report(code, message, hint, index);
    });
    return result ?? operand;
  });
  return sound ? { operands: fitted, same } : undefined;
}

/** What the fields and operations among the `same` operands are; when there are only literals, what the first is. */
function sharedType(operands: readonly TypedNode[], slots: readonly Slot[]): ValueType | undefined {
  let fromLiteral: ValueType | undefined;
  let shared: ValueType | undefined;
  operands.forEach((operand, index) => {
    const slot = slots[index]!;
    if (!slot.same || slot.kinds === 'condition') return;
    const type = slot.same === 'element' ? elementOf(operand.type) : operand.type;
    if (!type || type.kind === 'empty') return;
    if (operand.node === 'literal') fromLiteral ??= type;
    else if (!shared) shared = type;
    else if (shared.kind === 'choice' && type.kind === 'choice') {
      shared = { kind: 'choice', options: [...new Set([...shared.options, ...type.options])] };
    }
  });
  return shared ?? fromLiteral;
}

function elementOf(type: ValueType): ValueType | undefined {
  return type.kind === 'list' ? type.of : undefined;
}

function fitOne(
  operand: TypedNode,
  slot: Slot,
  same: ValueType | undefined,
  report: Report,
): TypedNode | undefined {
  if (slot.kinds === 'condition') return fitCondition(operand, report);
  if (slot.literal && operand.node !== 'literal') {
    report('type-mismatch', `${alternatives(slot.kinds)} must be written out here`);
    return undefined;
  }
  if (operand.node === 'literal' && operand.value === null && !slot.nullable) {
    report('empty-literal', 'null has no place here', 'Ask whether a value is empty with {"empty": …}');
    return undefined;
  }
  const wanted = slot.same === undefined ? undefined : same;
  if (wanted && !slot.kinds.includes(wanted.kind)) {
    const own = slot.same === 'element' ? elementOf(operand.type) : operand.type;
    if (own && sameType(own, wanted)) {
      report(
        'type-mismatch',
        `${upper(nameOf(wanted))} has no place here; due is ${alternatives(slot.kinds)}`,
      );
      return undefined;
    }
  }
  if (slot.same === 'element') return fitElement(operand, wanted, report);
  if (wanted) return fitType(operand, wanted, report);
  return fitKinds(operand, slot, report);
}

function fitCondition(operand: TypedNode, report: Report): TypedNode | undefined {
  if (operand.type.kind === 'boolean') return operand;
  report(
    'type-mismatch',
    `A condition is due here, not ${nameOf(operand.type)}`,
    'Compare the value, or ask for one with {"!": [{"empty": …}]}',
  );
  return undefined;
}

function fitElement(
  operand: TypedNode,
  element: ValueType | undefined,
  report: Report,
): TypedNode | undefined {
  if (operand.type.kind !== 'list') {
    report(
      'type-mismatch',
      `A list is due here, not ${nameOf(operand.type)}`,
      operand.type.kind === 'text' ? 'Look for text in text with {"contains": [text, part]}' : undefined,
    );
    return undefined;
  }
  return fitType(operand, { kind: 'list', of: element ?? operand.type.of }, report);
}

function fitType(operand: TypedNode, wanted: ValueType, report: Report): TypedNode | undefined {
  if (operand.node === 'literal') return settle(operand.value, wanted, report);
  if (sameType(operand.type, wanted)) return operand;
  report(
    'type-mismatch',
    `${upper(nameOf(operand.type))} does not go together with ${nameOf(wanted)}`,
    dayHint(operand.type, wanted),
  );
  return undefined;
}

function dayHint(a: ValueType, b: ValueType): string | undefined {
  const kinds = [a.kind, b.kind];
  if (!kinds.includes('date') || !kinds.includes('datetime')) return undefined;
  return 'Take the day of the moment with {"date": …}';
}

function fitKinds(operand: TypedNode, slot: Slot, report: Report): TypedNode | undefined {
  const kinds = slot.kinds as readonly ValueKind[];
  if (operand.node !== 'literal') {
    if (kinds.includes(operand.type.kind)) return operand;
    report('type-mismatch', `${upper(alternatives(kinds))} is due here, not ${nameOf(operand.type)}`);
    return undefined;
  }
  if (operand.value === null) return operand;
  let problem: Parameters<Report> | undefined;
  for (const kind of kinds) {
    if (kind === 'list' || kind === 'choice' || kind === 'id') {
      if (operand.type.kind === kind) return operand;
      continue;
    }
    const settled = settleLiteral(operand.value, { kind });
    if ('value' in settled) {
      const refused = slot.literal?.refuse?.(settled.value);
      if (refused === undefined) return { node: 'literal', type: { kind }, value: settled.value };
      problem = ['invalid-literal', refused];
    } else problem ??= [settled.code, settled.message, settled.hint];
  }
  report(...(problem ?? ['type-mismatch', `${upper(alternatives(kinds))} is due here`]));
  return undefined;
}

/** A literal node of the type; undefined after reporting. */
export function settle(value: unknown, type: ValueType, report: Report): TypedNode | undefined {
  const settled = settleLiteral(value, type);
  if ('value' in settled) return { node: 'literal', type, value: settled.value };
  report(settled.code, settled.message, settled.hint);
  return undefined;
}

/** Whether two values may meet. Choices meet whatever their options. */
export function sameType(a: ValueType, b: ValueType): boolean {
  if (a.kind === 'list' && b.kind === 'list') return sameType(a.of, b.of);
  if (a.kind === 'id' && b.kind === 'id') return a.entity === b.entity;
  return a.kind === b.kind;
}

function alternatives(kinds: readonly ValueKind[]): string {
  return kinds.map((kind) => kindNames[kind]).join(' or ');
}
