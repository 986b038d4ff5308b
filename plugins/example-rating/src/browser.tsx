import {
  type CellProps,
  type ControlProps,
  defineBrowserFieldType,
  defineBrowserPlugin,
} from '@tenon/plugin-api';
import { Rate, Typography } from 'antd';
import { defaultMax, type StarsOptions } from './index.ts';

function StarsControl(control: ControlProps<StarsOptions, number>) {
  const { id, label, value, onChange, options, required, readOnly, disabled, invalid, describedBy } = control;
  return (
    // Rate is a list of radio buttons; the group around it carries the name.
    <fieldset
      id={id}
      aria-label={label}
      aria-invalid={invalid ?? false}
      aria-describedby={describedBy}
      style={{ border: 0, margin: 0, padding: 0 }}
    >
      <Rate
        count={options.max ?? defaultMax}
        value={value ?? 0}
        allowClear={!required}
        // Clearing gives 0, and empty is null.
        onChange={(picked) => onChange(picked === 0 ? null : picked)}
        onBlur={control.onBlur}
        disabled={disabled || readOnly}
      />
    </fieldset>
  );
}

function StarsCell({ value, options }: CellProps<StarsOptions, number>) {
  if (value === null) return <Typography.Text type="secondary">–</Typography.Text>;
  const max = options.max ?? defaultMax;
  return (
    <span title={`${value} / ${max}`} style={{ letterSpacing: 1, whiteSpace: 'nowrap' }}>
      <Typography.Text type="warning">{'★'.repeat(value)}</Typography.Text>
      <Typography.Text disabled>{'☆'.repeat(Math.max(max - value, 0))}</Typography.Text>
    </span>
  );
}

export const starsBrowser = defineBrowserFieldType<StarsOptions, number>({
  id: 'stars',
  Control: StarsControl,
  Cell: StarsCell,
  width: 130,
});

export const exampleRatingBrowser = defineBrowserPlugin({
  id: 'example-rating',
  contributes: { fieldTypes: [starsBrowser] },
});
