import type { DocumentRef, Problem } from './problem.ts';
import { documentProblem } from './problems.ts';
import { positionOf, type Scan, scan } from './scan.ts';
import { deepest, largest } from './validate/bounds.ts';

export interface ReadResult {
  /** The value that the text holds; absent when the text is not JSON or too large. */
  readonly value?: unknown;
  readonly problems: readonly Problem[];
  /** Line and column, from 1, of what a pointer points at, or of the nearest thing around it. */
  position(pointer: string): { readonly line: number; readonly column: number };
}

const nobody: DocumentRef = { kind: '', id: '' };

/** Reads the text of a document: syntax errors with their line and column, keys that stand twice. */
export function readDocument(text: string, document: DocumentRef = nobody): ReadResult {
  if (text.length > largest) {
    const problem = documentProblem('document-too-large', document, '', { limit: largest });
    return { problems: [problem], position: () => ({ line: 1, column: 1 }) };
  }
  // Editors on Windows may put a byte order mark first; it is no part of the JSON.
  const json = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const found = scan(json);
  const problems = problemsOf(found, json, document);
  const value: unknown = found.error || found.tooDeep ? undefined : JSON.parse(json);
  return {
    ...(value !== undefined && { value }),
    problems,
    position: (pointer) => positionOf(json, nearestOffset(found, pointer)),
  };
}

function problemsOf(found: Scan, text: string, document: DocumentRef): readonly Problem[] {
  const problems = found.duplicates.map(({ pointer, key, offset }) =>
    documentProblem('json-duplicate-key', document, pointer, { key, ...positionOf(text, offset) }),
  );
  if (found.tooDeep) {
    problems.push(documentProblem('document-too-deep', document, found.tooDeep.pointer, { limit: deepest }));
  }
  if (found.error) {
    const { offset, expected, found: stands } = found.error;
    problems.push(
      documentProblem('json-syntax', document, '', { found: stands, expected, ...positionOf(text, offset) }),
    );
  }
  return problems;
}

function nearestOffset(found: Scan, pointer: string): number {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const offset = found.offsets.get(at);
    if (offset !== undefined) return offset;
  }
  return found.offsets.get('') ?? 0;
}
