import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { DraftInput, type Reading } from '../shared/browser/draft-input.tsx';
import { LinkCell } from '../shared/browser/link-cell.tsx';
import { uiText } from '../shared/browser/texts.ts';
import { type PhoneOptions, phone } from './index.ts';

function PhoneControl(control: ControlProps<PhoneOptions, string>) {
  const { options, locale } = control;
  const read = (text: string): Reading<string> => {
    const result = phone.parse(text, options, locale);
    return result.ok ? { value: result.value as string | null } : { fault: uiText('phone', locale.language) };
  };
  return (
    <DraftInput
      control={control}
      read={read}
      write={(value) => value}
      display={(value) => phone.format(value, options, locale)}
      inputMode="tel"
      autoComplete="off"
    />
  );
}

function PhoneCell({ value, options, locale, plain }: CellProps<PhoneOptions, string>) {
  if (value === null) return <LinkCell text="" href={undefined} />;
  return <LinkCell text={phone.format(value, options, locale)} href={`tel:${value}`} plain={plain} />;
}

export const phoneBrowser = defineBrowserFieldType<PhoneOptions, string>({
  id: 'phone',
  Control: PhoneControl,
  Cell: PhoneCell,
  width: 160,
});
