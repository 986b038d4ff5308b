import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { DraftInput, type Reading } from '../shared/browser/draft-input.tsx';
import { FormattedCell } from '../shared/browser/text-cell.tsx';
import { uiText } from '../shared/browser/texts.ts';
import { defaultLength, type TextOptions, text } from './index.ts';

function TextControl(control: ControlProps<TextOptions, string>) {
  const { options, locale } = control;
  const read = (written: string): Reading<string> => {
    const result = text.parse(written, { ...options }, locale);
    if (!result.ok) return { fault: uiText('pattern', locale.language) };
    const value = typeof result.value === 'string' ? result.value : null;
    if (value === null) return { value };
    if ([...value].length > (options.maxLength ?? defaultLength))
      return { fault: uiText('length', locale.language) };
    const fits = options.pattern === undefined || new RegExp(options.pattern, 'u').test(value);
    return fits ? { value } : { fault: uiText('pattern', locale.language) };
  };
  return <DraftInput control={control} read={read} write={(value) => value} />;
}

function TextCell(cell: CellProps<TextOptions, string>) {
  return <FormattedCell {...cell} type={text} />;
}

export const textBrowser = defineBrowserFieldType<TextOptions, string>({
  id: 'text',
  Control: TextControl,
  Cell: TextCell,
  width: 200,
});
