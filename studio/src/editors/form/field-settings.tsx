import { valueAt } from '@tenon/documents';
import { useTranslation } from 'react-i18next';
import { nodeAt, useSchemaGuide } from '../../references/index.ts';
import { useEditing } from '../editing.ts';
import { ObjectFields } from '../generic/object-fields.tsx';

/** Width and conditions of one field of a form. */
export function FieldSettings({ pointer }: { readonly pointer: string }) {
  const { t } = useTranslation();
  const guide = useSchemaGuide();
  const { reference } = useEditing();
  const [node] = nodeAt(guide, reference, pointer);
  const value = valueAt(reference.document, pointer);
  if (!node || value === undefined) return null;
  return (
    <section className="s-field-settings" aria-label={t('formEditor.conditions')}>
      <ObjectFields key={pointer} node={node} pointer={pointer} value={value} />
    </section>
  );
}
