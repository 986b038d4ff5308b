import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { DraftInput, type Reading } from '../shared/browser/draft-input.tsx';
import { LinkCell } from '../shared/browser/link-cell.tsx';
import { uiText } from '../shared/browser/texts.ts';
import { type EmailOptions, email } from './index.ts';

function EmailControl(control: ControlProps<EmailOptions, string>) {
  const { options, locale } = control;
  const read = (text: string): Reading<string> => {
    const result = email.parse(text, options, locale);
    return result.ok ? { value: result.value as string | null } : { fault: uiText('email', locale.language) };
  };
  return (
    <DraftInput
      control={control}
      read={read}
      write={(value) => value}
      display={(value) => email.format(value, options, locale)}
      inputMode="email"
      autoComplete="off"
    />
  );
}

function EmailCell({ value, options, locale, plain }: CellProps<EmailOptions, string>) {
  if (value === null) return <LinkCell text="" href={undefined} />;
  return <LinkCell text={email.format(value, options, locale)} href={`mailto:${value}`} plain={plain} />;
}

export const emailBrowser = defineBrowserFieldType<EmailOptions, string>({
  id: 'email',
  Control: EmailControl,
  Cell: EmailCell,
  width: 210,
});
