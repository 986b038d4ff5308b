import {
  type Details,
  type DocumentRef,
  documentProblem,
  type Extra,
  type Finding,
  type Problem,
  pointerTo,
  sortProblems,
} from '@tenon/documents';
import { type ModelProblemCode, modelProblem } from './problems.ts';

/** Collects the problems of one compilation. */
export class Problems {
  readonly #found: Problem[] = [];

  add(...problems: readonly Problem[]): void {
    this.#found.push(...problems);
  }

  at(document: DocumentRef): Place {
    return new Place(this, document, '');
  }

  /** Sorted by document and pointer; what was found twice stands once. */
  all(): readonly Problem[] {
    const distinct = new Map(
      this.#found.map((problem) => [
        JSON.stringify([problem.document, problem.pointer, problem.code, problem.message]),
        problem,
      ]),
    );
    return sortProblems([...distinct.values()]);
  }
}

/** A place in a document that problems can be reported at. */
export class Place {
  readonly document: DocumentRef;
  readonly pointer: string;
  readonly #problems: Problems;

  constructor(problems: Problems, document: DocumentRef, pointer: string) {
    this.#problems = problems;
    this.document = document;
    this.pointer = pointer;
  }

  /** A place below this one. */
  to(...keys: readonly (string | number)[]): Place {
    return new Place(this.#problems, this.document, pointerTo(this.pointer, ...keys));
  }

  report(code: ModelProblemCode, details?: Details, extra?: Extra): void {
    this.#problems.add(modelProblem(code, this.document, this.pointer, details, extra));
  }

  /** What a JSON Schema said about the value here. */
  findings(findings: readonly Finding[]): void {
    for (const { code, pointer, details, hint } of findings) {
      this.#problems.add(documentProblem(code, this.document, this.pointer + pointer, details, { hint }));
    }
  }

  /** Problems that know their place below this one, but not the document. */
  below(problems: readonly Omit<Problem, 'document'>[]): void {
    for (const problem of problems) {
      this.#problems.add({ ...problem, document: this.document, pointer: this.pointer + problem.pointer });
    }
  }
}

/** A hint that names the word most likely meant. */
export const didYouMean = (word: string | undefined): Extra =>
  word === undefined ? {} : { hint: `Did you mean '${word}'?` };
