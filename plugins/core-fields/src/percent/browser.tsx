import { textIn } from '@tenon/documents';
import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { DraftInput, type Reading } from '../shared/browser/draft-input.tsx';
import { sentence } from '../shared/browser/sentence.ts';
import { FormattedCell } from '../shared/browser/text-cell.tsx';
import { uiText } from '../shared/browser/texts.ts';
import { fitsPercent, type PercentOptions, percent } from './index.ts';

function PercentControl(control: ControlProps<PercentOptions, string>) {
  const options = { ...control.options };
  const { locale } = control;
  const read = (text: string): Reading<string> => {
    const result = percent.parse(text, options, locale);
    if (!result.ok) return { fault: uiText('percent', locale.language) };
    const value = typeof result.value === 'string' ? result.value : null;
    if (value === null) return { value };
    if (!fitsPercent(value, options)) return { fault: uiText('digits', locale.language) };
    const outOfRange = percent.check?.(value, options);
    return outOfRange ? { fault: sentence(textIn(outOfRange, locale.language), locale.language) } : { value };
  };
  return (
    <DraftInput
      control={control}
      read={read}
      write={(value) => withoutSign(percent.toText(value, options))}
      display={(value) => withoutSign(percent.format(value, options, locale))}
      inputMode="decimal"
      align="end"
      suffix={<span aria-hidden>%</span>}
    />
  );
}

/** The sign stands beside the input. */
function withoutSign(text: string): string {
  return text.replace(/\s*%$/, '');
}

function PercentCell(cell: CellProps<PercentOptions, string>) {
  return <FormattedCell {...cell} type={percent} kind="figure" />;
}

export const percentBrowser = defineBrowserFieldType<PercentOptions, string>({
  id: 'percent',
  Control: PercentControl,
  Cell: PercentCell,
  align: 'end',
  width: 110,
});
