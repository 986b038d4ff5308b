import type { ControlProps } from '@tenon/plugin-api';
import { Editor } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { theme } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { uiText } from '../shared/browser/texts.ts';
import { RichTextStyle } from './content-style.tsx';
import { EditorToolbar } from './editor-toolbar.tsx';
import type { RichTextOptions } from './index.ts';

const extensions = [
  StarterKit.configure({
    heading: { levels: [1, 2, 3] },
    link: { openOnClick: false, protocols: ['mailto', 'tel'], defaultProtocol: 'https' },
  }),
];

/** ProseMirror in the clothes of the theme. It is given a value once, and again when another one comes from outside. */
export default function RichTextEditor(control: ControlProps<RichTextOptions, string>) {
  const { value, readOnly, disabled, invalid, options, locale } = control;
  const { token } = theme.useToken();
  const place = useRef<HTMLDivElement>(null);
  const given = useRef(value);
  const [editor, setEditor] = useState<Editor>();
  const [, setTurn] = useState(0);
  const latest = useRef(control);
  useEffect(() => {
    latest.current = control;
  });

  useEffect(() => {
    if (!place.current) return;
    const made = new Editor({
      element: place.current,
      extensions,
      content: given.current ?? '',
      autofocus: latest.current.autoFocus ? 'end' : false,
      onUpdate: ({ editor: changed }) => {
        const html =
          changed.getText().trim() === '' && !changed.getHTML().includes('<hr') ? null : changed.getHTML();
        const tooLong = html !== null && [...html].length > latest.current.options.maxLength;
        latest.current.onFault?.(tooLong ? uiText('length', latest.current.locale.language) : undefined);
        if (tooLong || html === given.current) return;
        given.current = html;
        latest.current.onChange(html);
      },
      onBlur: () => latest.current.onBlur?.(),
      onTransaction: () => setTurn((turn) => turn + 1),
    });
    setEditor(made);
    return () => made.destroy();
  }, []);

  const { id, label, required, describedBy } = control;
  const editable = !readOnly && !disabled;
  useEffect(() => {
    if (!editor) return;
    editor.setEditable(editable, false);
    editor.setOptions({
      editorProps: {
        attributes: {
          id,
          role: 'textbox',
          tabindex: '0',
          'aria-multiline': 'true',
          'aria-label': label,
          'aria-required': String(required),
          'aria-invalid': String(invalid ?? false),
          'aria-readonly': String(!editable),
          ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
          class: 'tenon-rich-text',
        },
      },
    });
  }, [editor, editable, id, label, required, invalid, describedBy]);

  useEffect(() => {
    if (!editor || value === given.current) return;
    given.current = value;
    editor.commands.setContent(value ?? '', { emitUpdate: false });
  }, [editor, value]);

  return (
    <div
      style={{
        border: `1px solid ${invalid ? token.colorError : token.colorBorder}`,
        borderRadius: token.borderRadius,
        background: disabled ? token.colorBgContainerDisabled : token.colorBgContainer,
        overflow: 'hidden',
      }}
    >
      <RichTextStyle />
      {editor && editable && <EditorToolbar editor={editor} language={locale.language} label={label} />}
      <div
        ref={place}
        style={{
          padding: `${token.paddingXS}px ${token.paddingSM}px`,
          minHeight: 96,
          maxHeight: 480,
          overflow: 'auto',
        }}
        data-max-length={options.maxLength}
      />
    </div>
  );
}
