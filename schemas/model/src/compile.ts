import type { Problem } from '@tenon/documents';
import type { Registry } from '@tenon/plugin-api';
import { check } from './check.ts';
import { deepFreeze } from './freeze.ts';
import { migrate } from './migrate.ts';
import type { Model } from './model.ts';
import { normalize } from './normalize.ts';
import { Problems } from './reporter.ts';
import { resolve } from './resolve.ts';
import { validate } from './validate.ts';

export interface Compilation {
  /** Made of everything sound, so that a half-finished configuration can be looked at. Frozen. */
  readonly model: Model;
  /** All of them, sorted by document and pointer. */
  readonly problems: readonly Problem[];
  /** No problem is an error. */
  readonly publishable: boolean;
}

/**
 * Compiles a configuration. Never throws for what stands in a document, and leaves the documents as they are.
 *
 *     documents    any JSON, of any age
 *        │ migrate     each document in the newest format of its kind
 *        │ validate    against the schema of its kind; what is wrong is left out
 *        │ normalize   labels, defaults, built-in entities, system fields: the longhand
 *        │ resolve     ids become references, expressions typed trees
 *        ▼
 *      Model
 *        │ check       what only shows when the whole is there
 *        ▼
 *     publishable, or the problems that are in the way
 */
export function compile(documents: readonly unknown[], registry: Registry): Compilation {
  const problems = new Problems();
  const admitted = migrate(documents, registry, problems);
  const sound = validate(admitted, problems);
  const longhand = normalize(sound.documents, problems);
  const model = resolve(longhand, sound, registry, problems);
  check(model, longhand, problems);

  const all = problems.all();
  return {
    model: deepFreeze(model),
    problems: all,
    publishable: all.every(({ severity }) => severity !== 'error'),
  };
}
