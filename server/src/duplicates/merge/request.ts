import type { MergeChoice, MergeRequest } from '@tenon/model';
import { TenonError } from '../../errors.ts';
import { isId } from '../../ids.ts';
import { Mistakes, pointerTo } from '../../query/mistakes.ts';
import { isPlainObject } from '../../query/plain.ts';
import { notFound } from '../../records/find.ts';

/** Records that become one, the survivor among them. */
export const mostMerged = 10;

export interface MergePlan {
  readonly survivor: string;
  readonly others: readonly string[];
  readonly choices: ReadonlyMap<string, MergeChoice>;
  readonly preview: boolean;
}

export function parseMerge(entity: string, survivor: string, request: MergeRequest): MergePlan {
  if (!isId(survivor)) throw notFound(entity);
  // Sign-ins, tasks and what somebody owns hang on users in ways that no merge could take apart again.
  if (entity === 'user')
    throw new TenonError(
      'invalid-input',
      'Users are not merged: hand over the tasks and records of one to the other, and make the one inactive',
    );
  const mistakes = new Mistakes();
  const { with: others, values = {}, preview = false } = request;
  if (!Array.isArray(others) || others.length < 1 || others.length >= mostMerged)
    mistakes.add('/with', 'invalid', `From 1 to ${mostMerged - 1} other records are due here`);
  else if (others.some((id) => !isId(id))) mistakes.add('/with', 'invalid', 'Ids of records are due here');
  else if (new Set([survivor, ...others]).size <= others.length)
    mistakes.add('/with', 'invalid', 'A record is merged with others, each once');
  if (typeof preview !== 'boolean') mistakes.add('/preview', 'invalid', 'true or false is due here');
  const choices = new Map<string, MergeChoice>();
  if (!isPlainObject(values)) mistakes.add('/values', 'invalid', 'An object of choices by field is due here');
  else
    for (const [field, choice] of Object.entries(values)) {
      if (isChoice(choice)) choices.set(field, choice);
      else
        mistakes.add(
          `/values${pointerTo(field)}`,
          'invalid',
          'Either the record that the value is taken from is due here, or a value',
        );
    }
  mistakes.throwIfAny('invalid-input', 'This merge is not well formed');
  return { survivor, others, choices, preview };
}

function isChoice(choice: unknown): choice is MergeChoice {
  if (!isPlainObject(choice)) return false;
  const names = Object.keys(choice);
  return (
    names.length === 1 && (names[0] === 'value' || (names[0] === 'from' && typeof choice.from === 'string'))
  );
}
