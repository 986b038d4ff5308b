import { type DocumentRef, type Problem, readDocument, sortProblems } from '@tenon/documents';
import { compile, type Model } from '@tenon/model';
import type { Registry } from '@tenon/plugin-api';
import { modelOfSoundParts } from './sound-parts.ts';

export interface DraftCompilation {
  /** Made of everything sound in the draft, down to the parts of its documents. */
  readonly model: Model;
  readonly problems: readonly Problem[];
  readonly publishable: boolean;
}

export interface Source extends DocumentRef {
  readonly content: string;
}

/** Reads and compiles the documents as they stand; problems of reading come with those of compiling. */
export function compileDraft(sources: readonly Source[], registry: Registry): DraftCompilation {
  const problems: Problem[] = [];
  const values: unknown[] = [];
  for (const { kind, id, content } of sources) {
    const read = readDocument(content, { kind, id });
    problems.push(...read.problems);
    if (read.value !== undefined) values.push(read.value);
  }
  const compilation = compile(values, registry);
  const all = sortProblems([...problems, ...compilation.problems]);
  return {
    model: modelOfSoundParts(values, registry, compilation),
    problems: all,
    publishable: all.every(({ severity }) => severity !== 'error'),
  };
}
