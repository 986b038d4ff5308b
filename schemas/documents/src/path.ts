import type { DocumentRef } from './problem.ts';

/** Where a document lies below the folder of a configuration: `entity/account.json`. */
export function documentPath({ kind, id }: DocumentRef): string {
  return `${kind}/${id.replaceAll('_', '-')}.json`;
}

/** The document that a path stands for, or undefined when no document lies there. */
export function documentAt(path: string): DocumentRef | undefined {
  const match = /^([a-z][a-z0-9-]*)\/([a-z][a-z0-9-]{0,47})\.json$/.exec(path);
  if (!match) return undefined;
  const [, kind = '', id = ''] = match;
  return { kind, id: id.replaceAll('-', '_') };
}
