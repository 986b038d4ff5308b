import type { Expression, FormDocument, Text } from '@tenon/documents';
import type { Place, Problems } from '../reporter.ts';
import { distinct } from '../resolve/unique.ts';
import { entries } from '../sound.ts';

export interface FormLonghand {
  readonly id: string;
  readonly entity: string;
  readonly label: Text;
  readonly use: 'create' | 'edit' | 'both';
  readonly sections: readonly SectionLonghand[];
  readonly place: Place;
}

export interface SectionLonghand {
  readonly id: string;
  readonly label: Text | undefined;
  readonly columns: number;
  readonly visible: Expression | undefined;
  readonly place: Place;
  readonly fields: readonly {
    readonly field: string;
    readonly span: number;
    readonly visible: Expression | undefined;
    readonly required: Expression | undefined;
    readonly readOnly: Expression | undefined;
    readonly place: Place;
  }[];
}

export function normalizeForm(document: FormDocument, problems: Problems): FormLonghand {
  const place = problems.at(document);
  const taken = new Set<string>();
  const sections = distinct(
    entries(document.sections),
    ({ id }) => id,
    (index) => place.to('sections', index, 'id'),
  ).map(([section, index]): SectionLonghand => {
    const at = place.to('sections', index);
    const columns = section.columns ?? 2;
    // A field stands once in a form: two controls for one value would undo each other.
    const fields = distinct(
      entries(section.fields),
      ({ field }) => field,
      (field) => at.to('fields', field, 'field'),
      taken,
    );
    for (const [{ field }] of fields) taken.add(field);
    return {
      id: section.id,
      label: section.label,
      columns,
      visible: section.visible,
      place: at,
      fields: fields.map(([{ field, span, visible, required, readOnly }, entry]) => ({
        field,
        span: Math.min(span ?? 1, columns),
        visible,
        required,
        readOnly,
        place: at.to('fields', entry),
      })),
    };
  });
  return {
    id: document.id,
    entity: document.entity,
    label: document.label,
    use: document.use ?? 'both',
    sections,
    place,
  };
}
