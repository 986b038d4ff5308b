import 'dayjs/locale/zh-cn';
import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { labelling } from '../shared/browser/labelling.ts';
import { FormattedCell } from '../shared/browser/text-cell.tsx';
import { type DateOptions, date } from './index.ts';

const form = 'YYYY-MM-DD';

function DateControl(control: ControlProps<DateOptions, string>) {
  const { value, onChange, readOnly, disabled, required } = control;
  return (
    <DatePicker
      {...labelling(control)}
      style={{ width: '100%' }}
      value={value === null ? null : dayjs(value)}
      onChange={(day) => onChange(day?.isValid() ? day.format(form) : null)}
      onBlur={control.onBlur}
      // The first is shown; the others may be typed.
      format={[form, 'YYYY/M/D', 'YYYYMMDD', 'YYYY年M月D日']}
      allowClear={!required}
      disabled={disabled || readOnly}
      status={control.invalid ? 'error' : undefined}
      placeholder={form}
    />
  );
}

function DateCell(cell: CellProps<DateOptions, string>) {
  return <FormattedCell {...cell} type={date} />;
}

export const dateBrowser = defineBrowserFieldType<DateOptions, string>({
  id: 'date',
  Control: DateControl,
  Cell: DateCell,
  width: 140,
});
