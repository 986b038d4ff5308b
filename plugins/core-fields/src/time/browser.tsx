import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { DraftInput, type Reading } from '../shared/browser/draft-input.tsx';
import { FormattedCell } from '../shared/browser/text-cell.tsx';
import { uiText } from '../shared/browser/texts.ts';
import { type TimeOptions, time } from './index.ts';

function TimeControl(control: ControlProps<TimeOptions, string>) {
  const { locale } = control;
  const options = { ...control.options };
  const read = (text: string): Reading<string> => {
    const result = time.parse(text, options, locale);
    return result.ok ? { value: result.value as string | null } : { fault: uiText('time', locale.language) };
  };
  return (
    <DraftInput
      control={control}
      read={read}
      write={(value) => value}
      display={(value) => time.format(value, options, locale)}
      inputMode="text"
    />
  );
}

function TimeCell(cell: CellProps<TimeOptions, string>) {
  return <FormattedCell {...cell} type={time} />;
}

export const timeBrowser = defineBrowserFieldType<TimeOptions, string>({
  id: 'time',
  Control: TimeControl,
  Cell: TimeCell,
  width: 110,
});
