import { LockOutlined } from '@ant-design/icons';
import { textIn } from '@tenon/documents';
import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { DraftInput, type Reading } from '../shared/browser/draft-input.tsx';
import { OrDash } from '../shared/browser/empty-cell.tsx';
import { uiText } from '../shared/browser/texts.ts';
import { covered, type EncryptedTextOptions, encryptedText, isMask } from './index.ts';

/** Shows the mask; what is typed replaces the value, and is covered as soon as the input is left. */
function EncryptedTextControl(control: ControlProps<EncryptedTextOptions, string>) {
  const { options, locale } = control;
  const { language } = locale;
  const read = (text: string): Reading<string> => {
    if (text.includes(covered.slice(0, 1))) return { fault: textIn(noMask, language) };
    const result = encryptedText.parse(text, { ...options }, locale);
    return result.ok ? { value: result.value as string | null } : { fault: uiText('length', language) };
  };
  return (
    <DraftInput
      control={control}
      read={read}
      write={(value) => (isMask(value) ? '' : value)}
      display={(value) => encryptedText.format(value, { ...options }, locale)}
      autoComplete="off"
      prefix={<LockOutlined aria-hidden={true} />}
    />
  );
}

const noMask = { en: 'Type the value itself', 'zh-CN': '请输入完整内容' } as const;

function EncryptedTextCell({ value, options, locale }: CellProps<EncryptedTextOptions, string>) {
  return (
    <OrDash empty={value === null}>
      <span style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
        {value === null ? '' : encryptedText.format(value, { ...options }, locale)}
      </span>
    </OrDash>
  );
}

export const encryptedTextBrowser = defineBrowserFieldType<EncryptedTextOptions, string>({
  id: 'encrypted_text',
  Control: EncryptedTextControl,
  Cell: EncryptedTextCell,
  width: 150,
});
