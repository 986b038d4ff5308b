import type { ControlProps } from '@tenon/plugin-api';

type Labelled = Pick<ControlProps, 'id' | 'label' | 'required' | 'invalid' | 'describedBy'>;

/** Attributes by which assistive technology knows a control. */
export function labelling({ id, label, required, invalid, describedBy }: Labelled) {
  return {
    id,
    'aria-label': label,
    'aria-required': required,
    'aria-invalid': invalid ?? false,
    'aria-describedby': describedBy,
  };
}
