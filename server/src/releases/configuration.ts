/** The documents of a release as texts, and what they compile to. */
import { createHash } from 'node:crypto';
import { type DocumentRef, formatDocument, type Problem, readDocument } from '@tenon/documents';
import { compile, type Model } from '@tenon/model';
import type { Registry } from '@tenon/plugin-api';

export interface StoredDocument extends DocumentRef {
  /** Canonical when it is part of a release; as written while it is part of a draft. */
  readonly content: string;
}

export interface Configuration {
  readonly documents: readonly StoredDocument[];
  readonly model: Model;
  readonly problems: readonly Problem[];
  readonly publishable: boolean;
}

/** Reads and compiles. Problems of reading and of compiling come together; what cannot be read is left out. */
export function configurationOf(texts: readonly string[], registry: Registry): Configuration {
  const problems: Problem[] = [];
  const documents: StoredDocument[] = [];
  const values: unknown[] = [];
  for (const text of texts) {
    const { value, problems: found } = readDocument(text, refOf(text));
    problems.push(...found);
    if (value === undefined) continue;
    values.push(value);
    documents.push({ ...refIn(value), content: formatDocument(value) });
  }
  const compilation = compile(values, registry);
  const all = [...problems, ...compilation.problems];
  return {
    documents: documents.sort(byPlace),
    model: compilation.model,
    problems: all,
    publishable: all.every(({ severity }) => severity !== 'error'),
  };
}

export function byPlace(a: DocumentRef, b: DocumentRef): number {
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

/** For look-ups; a kind has no slash. */
export function keyOf({ kind, id }: DocumentRef): string {
  return `${kind}/${id}`;
}

export function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** One hash for a whole configuration, whatever the order of its documents. */
export function digestOf(documents: readonly StoredDocument[]): string {
  const lines = documents.map((document) => `${keyOf(document)} ${hashOf(document.content)}`);
  return hashOf(lines.sort().join('\n'));
}

/** Which document a text that may not even be JSON is about. */
function refOf(text: string): DocumentRef {
  const kind = /"kind"\s*:\s*"([a-z-]{1,64})"/.exec(text)?.[1] ?? '';
  const id = /"id"\s*:\s*"([a-z0-9_]{1,64})"/.exec(text)?.[1] ?? '';
  return { kind, id };
}

function refIn(value: unknown): DocumentRef {
  const { kind, id } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return { kind: typeof kind === 'string' ? kind : '', id: typeof id === 'string' ? id : '' };
}
