import { type DocumentRef, formatDocument, type Text } from '@tenon/documents';
import type { Registry } from '@tenon/plugin-api';
import { labelOf } from '../labels.ts';
import type { DocumentChange } from '../wire.ts';
import { sameJson } from './compare.ts';
import { describeDocument, type PlainObject } from './describe-document.ts';
import { sentence } from './sentence.ts';
import { kindWords, type TypeName } from './words.ts';

/** What contributes the types that documents name. */
type Types = Pick<Registry, 'fieldTypes' | 'viewTypes' | 'tileTypes'>;

/**
 * What differs between two configurations, document by document, in sentences for people. Documents that say the same in
 * another layout do not differ. What has no sentence of its own is told by its place and values; types by their ids where
 * no registry says what they are called.
 */
export function describeChanges(
  before: readonly unknown[],
  after: readonly unknown[],
  types?: Types,
): readonly DocumentChange[] {
  const left = byReference(before);
  const right = byReference(after);
  const keys = [...new Set([...left.keys(), ...right.keys()])].toSorted();
  return keys.flatMap((key) => describe(left.get(key), right.get(key), types) ?? []);
}

function describe(
  before: PlainObject | undefined,
  after: PlainObject | undefined,
  types: Types | undefined,
): DocumentChange | undefined {
  const present = after ?? before;
  if (!present || (before && after && sameJson(before, after))) return undefined;
  const document: DocumentRef = { kind: String(present.kind), id: String(present.id) };
  const kind = Object.hasOwn(kindWords, document.kind) ? kindWords[document.kind] : document.kind;
  const label = labelIn(present, document.id);
  const texts = {
    before: before ? formatDocument(before) : null,
    after: after ? formatDocument(after) : null,
  };
  if (!before) {
    return {
      document,
      change: 'added',
      sentences: [sentence('{kind} {label} added', '新增{kind}“{label}”', { kind, label })],
      ...texts,
    };
  }
  if (!after) {
    const gone = sentence('{kind} {label} removed', '移除{kind}“{label}”', { kind, label });
    return { document, change: 'removed', sentences: [gone], ...texts };
  }
  const sentences = describeDocument(document.kind, before, after, typeNamesOf(document.kind, types)).map(
    (what) => sentence('{label}: {what}', '{label}：{what}', { label, what }),
  );
  return { document, change: 'changed', sentences, ...texts };
}

/** The types that a document of a kind speaks of. */
function typeNamesOf(kind: string, types: Types | undefined): TypeName {
  const spokenOf: { readonly [kind: string]: Types[keyof Types] | undefined } = {
    entity: types?.fieldTypes,
    view: types?.viewTypes,
    dashboard: types?.tileTypes,
  };
  const known = Object.hasOwn(spokenOf, kind) ? spokenOf[kind] : undefined;
  return (id) => known?.get(id)?.label;
}

function byReference(documents: readonly unknown[]): ReadonlyMap<string, PlainObject> {
  const objects = documents.filter(
    (one): one is PlainObject => typeof one === 'object' && one !== null && !Array.isArray(one),
  );
  return new Map(objects.map((one) => [`${String(one.kind)}/${String(one.id)}`, one]));
}

/** The label as written, where it is one. */
export function labelIn(item: PlainObject, id: string): Text {
  const { label } = item;
  const written =
    typeof label === 'string' || (typeof label === 'object' && label !== null && !Array.isArray(label));
  return written ? (label as Text) : labelOf(id);
}
