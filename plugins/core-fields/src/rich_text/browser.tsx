import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { theme } from 'antd';
import { lazy, Suspense } from 'react';
import { labelling } from '../shared/browser/labelling.ts';
import { FormattedCell } from '../shared/browser/text-cell.tsx';
import { type RichTextOptions, richText } from './index.ts';
import { plainText } from './plain-text.ts';
import { RichTextView } from './rich-text-view.tsx';

/** The editor is large, so it comes when the first form asks for it. */
const Editor = lazy(() => import('./editor.tsx'));

function RichTextControl(control: ControlProps<RichTextOptions, string>) {
  return (
    <Suspense fallback={<Waiting {...control} />}>
      <Editor {...control} />
    </Suspense>
  );
}

function Waiting(control: ControlProps<RichTextOptions, string>) {
  const { token } = theme.useToken();
  return (
    <textarea
      {...labelling(control)}
      readOnly
      value={plainText(control.value ?? '')}
      style={{
        width: '100%',
        minHeight: 128,
        padding: token.paddingSM,
        border: `1px solid ${token.colorBorder}`,
        borderRadius: token.borderRadius,
        background: token.colorBgContainer,
        color: token.colorText,
        font: 'inherit',
        resize: 'none',
      }}
    />
  );
}

function RichTextCell(cell: CellProps<RichTextOptions, string>) {
  const { value, whole, plain } = cell;
  if (value !== null && whole && !plain) return <RichTextView html={value} />;
  return <FormattedCell {...cell} type={richText} />;
}

export const richTextBrowser = defineBrowserFieldType<RichTextOptions, string>({
  id: 'rich_text',
  Control: RichTextControl,
  Cell: RichTextCell,
  width: 280,
});
