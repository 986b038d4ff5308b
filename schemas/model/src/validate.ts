import { type Admitted, checkDocument, type DocumentRef, type TenonDocument } from '@tenon/documents';
import type { Problems } from './reporter.ts';
import { closed, withoutUnsound } from './sound.ts';

/** What the later phases may read. */
export interface Sound {
  /** Documents whose form is right, or made right by leaving out what is wrong; one for each kind and id. */
  readonly documents: readonly TenonDocument[];
  /** Every document that was there, sound or not: a reference to one of them is not unknown. */
  readonly declared: readonly DocumentRef[];
  /** Fields that were left out, as `entity.field`, so that what refers to them is not blamed. */
  readonly brokenFields: ReadonlySet<string>;
}

/** The second phase: every document against the schema of its kind. */
export function validate(admitted: readonly Admitted[], problems: Problems): Sound {
  const documents = new Map<string, TenonDocument>();
  const declared: DocumentRef[] = [];
  const brokenFields = new Set<string>();
  for (const { ref, kind, document } of admitted) {
    if (ref.kind !== '' && ref.id !== '') declared.push(ref);
    if (!kind || !document) continue;
    const found = checkDocument(ref, kind, document);
    problems.add(...found);
    for (const { pointer } of found) noteBrokenField(document, pointer, brokenFields);
    const required = (kind.schema.required ?? []) as readonly string[];
    const pointers = found.map(({ pointer }) => pointer);
    const sound = found.length === 0 ? document : withoutUnsound(document, pointers, required);
    if (!sound || (found.length > 0 && checkDocument(ref, kind, closed(sound) as typeof sound).length > 0))
      continue;
    const key = `${ref.kind}/${ref.id}`;
    if (documents.has(key)) problems.at(ref).report('document-repeated', { kind: ref.kind, id: ref.id });
    else documents.set(key, sound as unknown as TenonDocument);
  }
  return { documents: [...documents.values()], declared, brokenFields };
}

function noteBrokenField(
  document: { readonly [property: string]: unknown },
  pointer: string,
  broken: Set<string>,
): void {
  const index = /^\/fields\/(\d+)/.exec(pointer)?.[1];
  const { kind, id: entity, fields } = document;
  if (index === undefined || kind !== 'entity' || !Array.isArray(fields)) return;
  const id: unknown = (fields[Number(index)] as { readonly id?: unknown } | null)?.id;
  if (typeof id === 'string') broken.add(`${entity}.${id}`);
}
