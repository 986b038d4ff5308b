import type { ControlProps } from '@tenon/plugin-api';

type Labelled = Pick<ControlProps, 'id' | 'label' | 'required' | 'invalid' | 'describedBy' | 'autoFocus'>;

/** Attributes by which assistive technology knows a control, and focus where the form asks for it. */
export function labelling({ id, label, required, invalid, describedBy, autoFocus }: Labelled) {
  return {
    id,
    'aria-label': label,
    'aria-required': required,
    'aria-invalid': invalid ?? false,
    'aria-describedby': describedBy,
    autoFocus,
  };
}
