import type { DocumentRef, Problem } from './problem.ts';
import type { Language } from './text.ts';

/** What a package may say about documents: code → severity and text, `{name}` standing for a detail. */
export interface Catalogue {
  readonly [code: string]: {
    readonly severity: Problem['severity'];
    readonly en: string;
    readonly 'zh-CN': string;
  };
}

export type Details = { readonly [name: string]: string | number };
export type Extra = Pick<Problem, 'hint' | 'related'>;

/** Makes problems of one catalogue, so that a code without a text does not compile. */
export function problemMaker<Code extends string>(catalogue: { readonly [C in Code]: Catalogue[string] }) {
  return (
    code: Code,
    document: DocumentRef,
    pointer: string,
    details: Details = {},
    extra: Extra = {},
  ): Problem => ({
    code,
    severity: catalogue[code].severity,
    document,
    pointer,
    message: fill(catalogue[code].en, details),
    ...(Object.keys(details).length > 0 && { details }),
    ...(extra.hint !== undefined && { hint: extra.hint }),
    ...(extra.related !== undefined && { related: extra.related }),
  });
}

/** A problem's message in a language; the English one where the catalogue does not know its code. */
export function messageIn(problem: Problem, language: Language, catalogue: Catalogue): string {
  const entry = Object.hasOwn(catalogue, problem.code) ? catalogue[problem.code] : undefined;
  return entry ? fill(entry[language], problem.details ?? {}) : problem.message;
}

function fill(template: string, details: Details): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(details, name) ? String(details[name]) : whole,
  );
}

/** A value as a message shows it: JSON, cut to a length that can be read. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Problems in the order in which people read them: by document, then by place. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted(
    (a, b) =>
      compareText(a.document.kind, b.document.kind) ||
      compareText(a.document.id, b.document.id) ||
      comparePointers(a.pointer, b.pointer) ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message),
  );
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Numbers in pointers by size, so that /fields/9 stands before /fields/10. */
function comparePointers(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const [x, y] = [left[index] ?? '', right[index] ?? ''];
    const bothNumbers = /^\d+$/.test(x) && /^\d+$/.test(y);
    const order = bothNumbers ? Number(x) - Number(y) : compareText(x, y);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
