import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { Input } from 'antd';
import { labelling } from '../shared/browser/labelling.ts';
import { FormattedCell } from '../shared/browser/text-cell.tsx';
import { defaultLength, type LongTextOptions, longText } from './index.ts';

function LongTextControl(control: ControlProps<LongTextOptions, string>) {
  const { value, onChange, options, invalid } = control;
  const max = options.maxLength ?? defaultLength;
  return (
    <Input.TextArea
      {...labelling(control)}
      value={value ?? ''}
      onChange={({ target }) => onChange(storable(target.value) || null)}
      onBlur={control.onBlur}
      // In characters, as the server counts, not in UTF-16 units; what is beyond is not taken.
      count={{
        max,
        strategy: (text) => [...text].length,
        exceedFormatter: (text, { max: most }) => [...text].slice(0, most).join(''),
        show: (value?.length ?? 0) > max * 0.9,
      }}
      autoSize={{ minRows: 3, maxRows: 12 }}
      status={invalid ? 'error' : undefined}
      readOnly={control.readOnly}
      disabled={control.disabled}
    />
  );
}

/** Half characters and NUL, which only programs can put in, never reach the form. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

function LongTextCell(cell: CellProps<LongTextOptions, string>) {
  return <FormattedCell {...cell} type={longText} />;
}

export const longTextBrowser = defineBrowserFieldType<LongTextOptions, string>({
  id: 'long_text',
  Control: LongTextControl,
  Cell: LongTextCell,
  width: 280,
});
