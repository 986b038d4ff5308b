import { formatDocument, readDocument, type Text } from '@tenon/documents';
import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { hrefOf, idFrom, useDraft, useDraftStore, useLabelOf } from '../../documents/index.ts';
import { useLanguage } from '../../i18n/index.ts';
import { asList, asText, freeId, isObject, type PlainObject, withMember } from '../change.ts';
import { useEditing } from '../editing.ts';

/** Under a relation: whether the records at its other end show those that refer to them, and as what. One tick either way. */
export function OtherSide({ field }: { readonly field: PlainObject }) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { reference, onChange } = useEditing();
  const { documents } = useDraft();
  const store = useDraftStore();
  const labelOf = useLabelOf();
  const own = isObject(reference.document) ? reference.document : {};
  const [name, setName] = useState<string>();
  const { to, cardinality } = isObject(field.options) ? field.options : {};
  const target = documents.find(
    (document) => document.kind === 'entity' && document.id === to && document.state !== 'removed',
  );
  const type = asText(field.type);
  // A type that can be the other side of a field names that field in `via`.
  const { properties } = reference.registry.fieldTypes.get(type)?.optionsSchema ?? {};
  const hasOtherSide = isObject(properties) && Object.hasOwn(properties, 'via');
  if (!hasOtherSide || cardinality === 'inverse' || !target) return null;
  const entityId = asText(own.id);
  const fieldId = asText(field.id);
  const isOtherSide = isInverseOf(type, entityId, fieldId);
  const written = readDocument(target.content).value;
  const inverse = fieldsOf(written).find(isOtherSide);
  const proposed = label((own.labelPlural ?? own.label) as Text | undefined, entityId);
  const called = name ?? proposed;
  const edit = (change: (fields: readonly unknown[]) => readonly unknown[]) => {
    const changed = (now: unknown) =>
      isObject(now) ? withMember(now, 'fields', change(asList(now.fields))) : now;
    if (target.id === entityId) onChange(changed);
    else {
      const newest = readDocument(store.contentOf(target) ?? '').value ?? written;
      store.edit(target, formatDocument(changed(newest)));
    }
  };
  const add = () => {
    const text = called.trim() === '' ? proposed : called.trim();
    edit((fields) => [
      ...fields,
      {
        id: freeId((idFrom(text) || `${entityId}_list`).slice(0, 44), fields.map(idOf)),
        type,
        label: text,
        options: { to: entityId, cardinality: 'inverse', via: fieldId },
      },
    ]);
  };
  const remove = () => edit((fields) => fields.filter((one) => !isOtherSide(one)));
  const there = labelOf(target);
  return (
    <div className="s-other-side">
      <Checkbox
        checked={inverse !== undefined}
        onChange={(event) => (event.target.checked ? add() : remove())}
      >
        {t('entityEditor.otherSide', { entity: there })}
      </Checkbox>
      {inverse ? (
        <Link to={hrefOf(target)}>{label(inverse.label as Text | undefined, idOf(inverse))}</Link>
      ) : (
        <Input
          size="small"
          aria-label={t('entityEditor.otherSideName', { entity: there })}
          value={called}
          onChange={(event) => setName(event.target.value)}
        />
      )}
    </div>
  );
}

const fieldsOf = (document: unknown): readonly PlainObject[] =>
  asList(isObject(document) ? document.fields : undefined).filter(isObject);

const idOf = (field: unknown): string => (isObject(field) ? asText(field.id) : '');

const isInverseOf =
  (type: string, entity: string, via: string) =>
  (field: unknown): boolean =>
    isObject(field) &&
    field.type === type &&
    isObject(field.options) &&
    field.options.cardinality === 'inverse' &&
    field.options.to === entity &&
    field.options.via === via;
