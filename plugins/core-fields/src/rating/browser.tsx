import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { ConfigProvider, Rate, theme } from 'antd';
import { OrDash } from '../shared/browser/empty-cell.tsx';
import { defaultMax, type RatingOptions } from './index.ts';

function RatingControl(control: ControlProps<RatingOptions, number>) {
  const { id, label, value, onChange, options, required, readOnly, disabled, invalid, describedBy } = control;
  const { token } = theme.useToken();
  const count = options.max ?? defaultMax;
  return (
    // Rate is a list of radio buttons; the group around it carries the name.
    <fieldset
      id={id}
      aria-label={label}
      aria-invalid={invalid ?? false}
      aria-describedby={describedBy}
      style={{ border: 0, margin: 0, padding: 0, minInlineSize: 0 }}
    >
      {/* Empty stars are what there is to see and to press. */}
      <ConfigProvider theme={{ components: { Rate: { starBg: token.colorTextQuaternary } } }}>
        <Rate
          count={count}
          value={value ?? 0}
          allowClear={!required}
          // Clearing gives 0, and empty is null.
          onChange={(picked) => onChange(picked === 0 ? null : picked)}
          onBlur={control.onBlur}
          autoFocus={control.autoFocus}
          disabled={disabled || readOnly}
          tooltips={Array.from({ length: count }, (_star, index) => `${index + 1} / ${count}`)}
        />
      </ConfigProvider>
    </fieldset>
  );
}

function RatingCell({ value, options }: CellProps<RatingOptions, number>) {
  const { token } = theme.useToken();
  if (value === null) return <OrDash empty>{null}</OrDash>;
  const max = options.max ?? defaultMax;
  return (
    <span
      role="img"
      aria-label={`${value} / ${max}`}
      title={`${value} / ${max}`}
      style={{ letterSpacing: 1, whiteSpace: 'nowrap' }}
    >
      <span style={{ color: token.gold7 }}>{'★'.repeat(value)}</span>
      <span style={{ color: token.colorTextQuaternary }}>{'☆'.repeat(Math.max(max - value, 0))}</span>
    </span>
  );
}

export const ratingBrowser = defineBrowserFieldType<RatingOptions, number>({
  id: 'rating',
  Control: RatingControl,
  Cell: RatingCell,
  width: 130,
});
