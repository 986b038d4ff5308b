/** What a refusal must be like: a problem that names its places and nothing of our inside. */
import type { Answer } from './instance.ts';

const inside = [
  /\b(?:select|insert|update|delete)\b[^"']*\b(?:from|into|set)\b\s+"?(?:records|tenon|segments)\b/i,
  /\b(?:syntax error at|violates \w+|invalid input syntax|pg_catalog|SQLSTATE)\b/i,
  /\b(?:records|tenon|segments)"?\.(?!dev\/)"?[a-z_]+"?/,
  /\.ts:\d+|node:internal|node_modules|\bat (?:async )?[\w.]+ \(|file:\/\//,
  /Maximum call stack|Cannot read propert|is not a function|undefined/,
];

/** Traces of statements, stacks and paths in an answer. */
export function leaks({ body }: Answer<unknown>): readonly string[] {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return inside.flatMap((pattern) => pattern.exec(text)?.[0] ?? []);
}

/** The places that a refusal names: pointers, parameters, or rows and columns of a file. */
export function placesOf({ body }: Answer<unknown>): readonly string[] {
  const { errors = [], problems = [] } = (body ?? {}) as {
    errors?: readonly { pointer?: string; row?: number; column?: string | null }[];
    problems?: readonly { document: { kind: string; id: string }; pointer: string }[];
  };
  return [
    ...errors.map(({ pointer, row, column }) => pointer ?? `${row} ${column ?? ''}`.trim()),
    ...problems.map(({ document, pointer }) => `${document.kind}/${document.id}${pointer}`),
  ];
}
