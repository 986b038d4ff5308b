import { type Problem, pointerKeys, pointerTo, valueAt } from '@tenon/documents';
import { compile, type Model } from '@tenon/model';
import type { Registry } from '@tenon/plugin-api';
import { isObject, withValue } from '../editors/change.ts';

/** What is wrong can hide what else is wrong, and what is taken away can be missed elsewhere. */
const mostRounds = 5;

/**
 * The model of what is sound in the documents: a half-written part, such as a relation that leads nowhere yet, is left
 * out, so that the document it stands in can still be referred to while it is being written.
 */
export function modelOfSoundParts(
  documents: readonly unknown[],
  registry: Registry,
  first: { readonly model: Model; readonly problems: readonly Problem[] },
): Model {
  let sound = documents;
  let { model, problems } = first;
  for (let round = 0; round < mostRounds; round += 1) {
    const next = sound.map((document) => withoutFaults(document, problems));
    if (next.every((document, index) => document === sound[index])) break;
    sound = next;
    ({ model, problems } = compile(sound, registry));
  }
  return model;
}

function withoutFaults(document: unknown, problems: readonly Problem[]): unknown {
  if (!isObject(document)) return document;
  const own = problems.filter(
    (problem) =>
      problem.severity === 'error' &&
      problem.document.kind === document.kind &&
      problem.document.id === document.id,
  );
  const places = new Set(own.map(({ pointer }) => partAt(document, pointer)));
  // From the last to the first, for an element that goes moves those behind it.
  return [...places]
    .sort((one, other) => other.localeCompare(one, 'en', { numeric: true }))
    .reduce<unknown>((now, place) => (place === '' ? now : withValue(now, place, undefined)), document);
}

/** The part of a document that a place lies in: an element of one of its lists, or a member. */
function partAt(document: unknown, pointer: string): string {
  const [member, index] = pointerKeys(pointer);
  if (member === undefined) return '';
  const at = pointerTo('', member);
  return index !== undefined && Array.isArray(valueAt(document, at)) ? pointerTo(at, index) : at;
}
