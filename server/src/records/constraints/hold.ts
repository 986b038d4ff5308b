import type { Context } from '../../context.ts';
import { type ErrorDetail, TenonError } from '../../errors.ts';
import { pointerTo } from '../../query/mistakes.ts';
import { inTransaction } from '../operation.ts';
import { type Draft, type Finding, judge } from './judge.ts';

const mostTold = 100;

/** Where in a request a fault stands; the field when nothing else is said. */
export type PlaceOf = (finding: Finding) => Pick<ErrorDetail, 'pointer'> & { readonly prefix?: string };

const atField: PlaceOf = ({ field }) => ({ pointer: field === undefined ? '' : pointerTo(field) });

/**
 * Writes drafts that keep the constraints of their entity; throws `rules-broken` for those that do not, all faults at
 * once, and then nothing is written. `write` gives undefined when it wrote nothing. Constraints that look at other
 * records are asked after it, in its transaction.
 */
export async function underConstraints<T>(
  context: Context,
  entity: string,
  drafts: readonly Draft[],
  write: (within: Context) => Promise<T>,
  placeOf: PlaceOf = atField,
): Promise<T> {
  const judgement = await judge(context, entity, drafts);
  refuse(judgement.findings, placeOf);
  if (!judgement.isOpen) return await write(context);
  return await inTransaction(context, async (within) => {
    const result = await write(within);
    if (result !== undefined) refuse(await judgement.written(within, drafts), placeOf);
    return result;
  });
}

function refuse(findings: readonly Finding[], placeOf: PlaceOf): void {
  if (findings.length === 0) return;
  const errors = findings.slice(0, mostTold).map((finding) => {
    const { pointer, prefix = '' } = placeOf(finding);
    return { pointer, code: finding.code, message: prefix + finding.message };
  });
  const [first] = errors;
  throw new TenonError('rules-broken', first?.message ?? 'The record breaks a rule', { errors });
}
