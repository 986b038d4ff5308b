import type { FieldConfig } from '@tenon/model';
import type { DecidedSection } from './conditions.ts';

export type FormValues = { readonly [field: string]: unknown };
export type Titles = { readonly [field: string]: string | readonly string[] };

/** What our templates and the field adapter need beside what rjsf gives them. */
export interface FormContext {
  readonly sections: readonly DecidedSection[];
  readonly fields: { readonly [field: string]: FieldConfig };
  readonly titles: Titles;
  /** What is wrong with the text in a control that means no value; undefined when it does again. */
  readonly onFault: (field: string, message: string | undefined) => void;
}
