import 'dayjs/locale/zh-cn';
import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc';
import { DateTime } from 'luxon';
import { labelling } from '../shared/browser/labelling.ts';
import { FormattedCell } from '../shared/browser/text-cell.tsx';
import { type DatetimeOptions, datetime, inUtc } from './index.ts';

dayjs.extend(utc);
const form = 'YYYY-MM-DD HH:mm';

function DatetimeControl(control: ControlProps<DatetimeOptions, string>) {
  const { value, onChange, locale, readOnly, disabled, required } = control;
  return (
    <DatePicker
      {...labelling(control)}
      style={{ width: '100%' }}
      showTime={{ format: 'HH:mm' }}
      // It would put in the clock of the machine, which may be in another zone than the reader.
      showNow={false}
      value={value === null ? null : wallClock(value, locale.timeZone)}
      onChange={(day) =>
        onChange(day?.isValid() ? momentOf(day.format('YYYY-MM-DDTHH:mm:ss'), locale.timeZone) : null)
      }
      onBlur={control.onBlur}
      format={[form, 'YYYY-MM-DD HH:mm:ss', 'YYYY/M/D H:mm']}
      allowClear={!required}
      disabled={disabled || readOnly}
      status={control.invalid ? 'error' : undefined}
      placeholder={form}
    />
  );
}

/** What a clock in the zone shows, held as if it were UTC, where no hour is missing or comes twice. */
function wallClock(moment: string, timeZone: string): dayjs.Dayjs {
  return dayjs.utc(DateTime.fromISO(moment, { zone: timeZone }).toFormat("yyyy-MM-dd'T'HH:mm:ss"));
}

function momentOf(wall: string, timeZone: string): string | null {
  const moment = DateTime.fromISO(wall, { zone: timeZone });
  return moment.isValid ? (inUtc(moment.toUTC().toISO()) ?? null) : null;
}

function DatetimeCell(cell: CellProps<DatetimeOptions, string>) {
  return <FormattedCell {...cell} type={datetime} />;
}

export const datetimeBrowser = defineBrowserFieldType<DatetimeOptions, string>({
  id: 'datetime',
  Control: DatetimeControl,
  Cell: DatetimeCell,
  width: 170,
});
