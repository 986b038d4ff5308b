import type { Diagnostic } from '@codemirror/lint';
import type { Problem } from '@tenon/documents';
import { parseJson, rangeOf } from './pointer-range.ts';

/** Problems as marks in the text, each over the place that it is about. */
export function diagnosticsOf(
  text: string,
  problems: readonly Problem[],
  texts: (problem: Problem) => { readonly text: string; readonly hint: string | undefined },
): readonly Diagnostic[] {
  const tree = parseJson(text);
  return problems
    .map((problem) => {
      const { line, column } = problem.details ?? {};
      const { text: said, hint } = texts(problem);
      return {
        ...(typeof line === 'number' && typeof column === 'number'
          ? rangeAt(text, line, column)
          : rangeOf(text, problem.pointer, tree)),
        severity: problem.severity,
        message: hint === undefined ? said : `${said}\n${hint}`,
      };
    })
    .sort((a, b) => a.from - b.from);
}

/** The character at a line and column, from 1. */
function rangeAt(text: string, line: number, column: number): { from: number; to: number } {
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const from = Math.min(start + column - 1, Math.max(0, text.length - 1));
  return { from, to: Math.min(from + 1, text.length) };
}
