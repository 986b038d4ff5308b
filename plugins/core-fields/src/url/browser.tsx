import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { DraftInput, type Reading } from '../shared/browser/draft-input.tsx';
import { LinkCell } from '../shared/browser/link-cell.tsx';
import { uiText } from '../shared/browser/texts.ts';
import { isLink, type UrlOptions, url } from './index.ts';

function UrlControl(control: ControlProps<UrlOptions, string>) {
  const { options, locale } = control;
  const read = (text: string): Reading<string> => {
    const result = url.parse(text, options, locale);
    return result.ok ? { value: result.value as string | null } : { fault: uiText('link', locale.language) };
  };
  return (
    <DraftInput
      control={control}
      read={read}
      write={(value) => value}
      display={(value) => url.format(value, options, locale)}
      inputMode="url"
      autoComplete="off"
    />
  );
}

function UrlCell({ value, plain }: CellProps<UrlOptions, string>) {
  const href = value !== null && isLink(value) ? value : undefined;
  return <LinkCell text={withoutScheme(value ?? '')} href={href} plain={plain} />;
}

export const urlBrowser = defineBrowserFieldType<UrlOptions, string>({
  id: 'url',
  Control: UrlControl,
  Cell: UrlCell,
  width: 200,
});

function withoutScheme(text: string): string {
  return text.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
