import { shown } from '../catalogue.ts';
import type { DocumentKind } from '../kind.ts';
import { documentKinds } from '../kinds.ts';
import { migrateDocument, newestFormat } from '../migrate.ts';
import type { DocumentRef, Problem } from '../problem.ts';
import { documentProblem } from '../problems.ts';
import { schemas } from '../schemas.g.ts';
import { closest } from '../suggest.ts';
import type { TenonDocument } from '../types.g.ts';
import { boundsFinding } from './bounds.ts';
import type { Finding } from './explain.ts';
import { SchemaChecker } from './schema.ts';

type PlainObject = { readonly [property: string]: unknown };

/** Knows the schemas of all kinds; shared, because a schema compiles in milliseconds and checks in microseconds. */
const checker = new SchemaChecker([schemas.common]);

/** Everything that is wrong with a value by a JSON Schema, in the words of documents. */
export const schemaFindings = (schema: PlainObject, value: unknown): readonly Finding[] =>
  checker.findings(schema, value);

/** A copy of a value with the defaults of its schema filled in. */
export const withSchemaDefaults = <Value>(schema: PlainObject, value: Value): Value =>
  checker.withDefaults(schema, value);

export interface Admitted {
  readonly ref: DocumentRef;
  readonly kind?: DocumentKind;
  /** In the newest format, a copy; absent when nothing can be made of the input. */
  readonly document?: PlainObject;
  readonly problems: readonly Problem[];
}

/** The migrate phase: what kind of document this is, brought to the newest format. */
export function admitDocument(input: unknown, kinds: readonly DocumentKind[] = documentKinds): Admitted {
  const ref = refOf(input);
  const fail = (...problems: readonly Problem[]): Admitted => ({ ref, problems });
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return fail(documentProblem('document-not-object', ref, '', { value: shown(input) }));
  }
  const bounds = boundsFinding(input);
  if (bounds) return fail(documentProblem(bounds.code, ref, bounds.pointer, bounds.details));
  const allowed = kinds.map(({ kind }) => kind);
  if (ref.kind === '') return fail(documentProblem('kind-missing', ref, '', { allowed: allowed.join(', ') }));
  const kind = kinds.find((one) => one.kind === ref.kind);
  if (!kind) {
    const meant = closest(ref.kind, allowed);
    const details = { value: ref.kind, allowed: allowed.join(', ') };
    return fail(
      documentProblem(
        'kind-unknown',
        ref,
        '/kind',
        details,
        meant ? { hint: `Did you mean '${meant}'?` } : {},
      ),
    );
  }
  const newest = newestFormat(kind.migrations);
  const format = (input as PlainObject).format;
  if (
    format !== undefined &&
    !(Number.isInteger(format) && Number(format) >= 1 && Number(format) <= newest)
  ) {
    return fail(
      documentProblem('format-unknown', ref, '/format', { value: shown(format), kind: ref.kind, newest }),
    );
  }
  const migrated = migrateDocument(input as PlainObject, kind.migrations);
  if (!migrated.ok) {
    const { from, reason } = migrated;
    return fail(documentProblem('migration-failed', ref, '', { from, to: from + 1, reason }));
  }
  return { ref, kind, document: migrated.document, problems: [] };
}

/** The validate phase for one document of a known kind. */
export function checkDocument(
  ref: DocumentRef,
  kind: DocumentKind,
  document: PlainObject,
): readonly Problem[] {
  return checker
    .findings(kind.schema, document)
    .map(({ code, pointer, details, hint }) => documentProblem(code, ref, pointer, details, { hint }));
}

/** A document in the newest format when nothing is wrong with it, and everything that is wrong. Never throws. */
export function validateDocument(
  input: unknown,
  kinds: readonly DocumentKind[] = documentKinds,
): { readonly document?: TenonDocument; readonly problems: readonly Problem[] } {
  const { ref, kind, document, problems } = admitDocument(input, kinds);
  if (!kind || !document) return { problems };
  const found = checkDocument(ref, kind, document);
  return found.length > 0
    ? { problems: found }
    : { document: document as unknown as TenonDocument, problems: [] };
}

/** What a value calls itself, as far as it does; long names are cut, since they come from outside. */
function refOf(input: unknown): DocumentRef {
  const own = (key: string): string => {
    if (typeof input !== 'object' || input === null || !Object.hasOwn(input, key)) return '';
    const value = (input as PlainObject)[key];
    return typeof value === 'string' ? value.slice(0, 64) : '';
  };
  return { kind: own('kind'), id: own('id') };
}
