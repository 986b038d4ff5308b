import type { Row } from '@tenon/expressions';
import type { FormConfig } from '@tenon/model';
import { createDecisions, type DecisionsInput, type Reach, type Situation } from './decisions.ts';

export type { Situation } from './decisions.ts';

/** A form with its conditions decided for the values of the moment. */
export interface DecidedForm {
  readonly sections: readonly DecidedSection[];
}
export interface DecidedSection {
  readonly id: string;
  readonly label: FormConfig['sections'][number]['label'];
  readonly columns: number;
  readonly fields: readonly DecidedField[];
}
export interface DecidedField {
  readonly field: string;
  readonly span: number;
  readonly required: boolean;
  readonly readOnly: boolean;
}

export interface FormConditions {
  /** Related records that must be known before conditions can be decided in full. */
  readonly reaches: readonly Reach[];
  /** Whether the viewer's own record must be. */
  readonly readsViewer: boolean;
  /** Leaves out what is hidden; sections without a field vanish. */
  decide(row: Row, situation: Situation): DecidedForm;
}

export interface ConditionsInput extends DecisionsInput {
  readonly form: Pick<FormConfig, 'sections'>;
}

/** Parses the conditions of a form once. What cannot be decided here hides nothing and demands nothing. */
export function compileConditions({ form, ...input }: ConditionsInput): FormConditions {
  const decisions = createDecisions(input);
  const sections = form.sections.map((section) => ({
    section,
    visible: decisions.compile(section.visible, true),
    fields: section.fields.map((field) => ({
      field,
      visible: decisions.compile(field.visible, true),
      required: decisions.compile(field.required, false),
      readOnly: decisions.compile(field.readOnly, false),
    })),
  }));
  return {
    reaches: decisions.reaches,
    readsViewer: decisions.readsViewer,
    decide: (row, situation) => ({
      sections: sections
        .filter(({ visible }) => visible(row, situation))
        .map(({ section, fields }) => ({
          id: section.id,
          label: section.label,
          columns: section.columns,
          fields: fields
            .filter(({ visible }) => visible(row, situation))
            .map(({ field, required, readOnly }) => ({
              field: field.field,
              span: field.span,
              required: required(row, situation),
              readOnly: readOnly(row, situation),
            })),
        }))
        .filter(({ fields }) => fields.length > 0),
    }),
  };
}
