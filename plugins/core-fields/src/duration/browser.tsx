import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { DraftInput, type Reading } from '../shared/browser/draft-input.tsx';
import { FormattedCell } from '../shared/browser/text-cell.tsx';
import { uiText } from '../shared/browser/texts.ts';
import { type DurationOptions, duration } from './index.ts';

function DurationControl(control: ControlProps<DurationOptions, number>) {
  const { locale } = control;
  const options = { ...control.options };
  const read = (text: string): Reading<number> => {
    const result = duration.parse(text, options, locale);
    return result.ok
      ? { value: result.value as number | null }
      : { fault: uiText('duration', locale.language) };
  };
  return (
    <DraftInput
      control={control}
      read={read}
      write={(value) => duration.format(value, options, locale)}
      inputMode="text"
    />
  );
}

function DurationCell(cell: CellProps<DurationOptions, number>) {
  return <FormattedCell {...cell} type={duration} kind="figure" />;
}

export const durationBrowser = defineBrowserFieldType<DurationOptions, number>({
  id: 'duration',
  Control: DurationControl,
  Cell: DurationCell,
  align: 'end',
  width: 120,
});
