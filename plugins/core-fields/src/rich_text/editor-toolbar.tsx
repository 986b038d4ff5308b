import {
  BoldOutlined,
  ItalicOutlined,
  LinkOutlined,
  OrderedListOutlined,
  RedoOutlined,
  StrikethroughOutlined,
  UnderlineOutlined,
  UndoOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { type Language, type Text, textIn } from '@tenon/documents';
import type { Editor } from '@tiptap/core';
import { Button, Input, theme } from 'antd';
import { type ReactNode, useState } from 'react';

interface Tool {
  readonly id: string;
  readonly label: Text;
  readonly sign: ReactNode;
  readonly active?: (editor: Editor) => boolean;
  readonly enabled?: (editor: Editor) => boolean;
  readonly run: (editor: Editor) => void;
}

const mark = (id: string, label: Text, sign: ReactNode, run: Tool['run']): Tool => ({
  id,
  label,
  sign,
  active: (editor) => editor.isActive(id),
  run,
});

const heading = (level: 1 | 2, label: Text): Tool => ({
  id: `heading-${level}`,
  label,
  sign: `H${level}`,
  active: (editor) => editor.isActive('heading', { level }),
  run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
});

const tools: readonly Tool[] = [
  mark('bold', { en: 'Bold', 'zh-CN': '加粗' }, <BoldOutlined />, (editor) =>
    editor.chain().focus().toggleBold().run(),
  ),
  mark('italic', { en: 'Italic', 'zh-CN': '斜体' }, <ItalicOutlined />, (editor) =>
    editor.chain().focus().toggleItalic().run(),
  ),
  mark('underline', { en: 'Underline', 'zh-CN': '下划线' }, <UnderlineOutlined />, (editor) =>
    editor.chain().focus().toggleUnderline().run(),
  ),
  mark('strike', { en: 'Strikethrough', 'zh-CN': '删除线' }, <StrikethroughOutlined />, (editor) =>
    editor.chain().focus().toggleStrike().run(),
  ),
  heading(1, { en: 'Heading', 'zh-CN': '标题' }),
  heading(2, { en: 'Subheading', 'zh-CN': '小标题' }),
  mark('bulletList', { en: 'List', 'zh-CN': '项目列表' }, <UnorderedListOutlined />, (editor) =>
    editor.chain().focus().toggleBulletList().run(),
  ),
  mark('orderedList', { en: 'Numbered list', 'zh-CN': '编号列表' }, <OrderedListOutlined />, (editor) =>
    editor.chain().focus().toggleOrderedList().run(),
  ),
  mark('blockquote', { en: 'Quote', 'zh-CN': '引用' }, '❝', (editor) =>
    editor.chain().focus().toggleBlockquote().run(),
  ),
  {
    id: 'undo',
    label: { en: 'Undo', 'zh-CN': '撤销' },
    sign: <UndoOutlined />,
    enabled: (editor) => editor.can().undo(),
    run: (editor) => editor.chain().focus().undo().run(),
  },
  {
    id: 'redo',
    label: { en: 'Redo', 'zh-CN': '重做' },
    sign: <RedoOutlined />,
    enabled: (editor) => editor.can().redo(),
    run: (editor) => editor.chain().focus().redo().run(),
  },
];

const linkTexts = {
  link: { en: 'Link', 'zh-CN': '链接' },
  address: { en: 'Web address of the link', 'zh-CN': '链接网址' },
  set: { en: 'Set', 'zh-CN': '确定' },
} as const satisfies { readonly [text: string]: Text };

export interface EditorToolbarProps {
  readonly editor: Editor;
  readonly language: Language;
  /** Of the field. */
  readonly label: string;
}

export function EditorToolbar({ editor, language, label }: EditorToolbarProps) {
  const { token } = theme.useToken();
  const [address, setAddress] = useState<string>();
  const setLink = () => {
    const chain = editor.chain().focus().extendMarkRange('link');
    if (address === undefined || address.trim() === '') chain.unsetLink().run();
    else chain.setLink({ href: withScheme(address.trim()) }).run();
    setAddress(undefined);
  };
  const button = (tool: Tool) => (
    <ToolButton
      key={tool.id}
      label={textIn(tool.label, language)}
      pressed={tool.active?.(editor) ?? false}
      disabled={tool.enabled?.(editor) === false}
      onPress={() => tool.run(editor)}
    >
      {tool.sign}
    </ToolButton>
  );
  return (
    <div style={{ borderBlockEnd: `1px solid ${token.colorBorderSecondary}`, padding: token.paddingXXS }}>
      <div role="toolbar" aria-label={label} style={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {tools.slice(0, -2).map(button)}
        <ToolButton
          label={textIn(linkTexts.link, language)}
          pressed={editor.isActive('link')}
          disabled={false}
          onPress={() =>
            setAddress(address === undefined ? String(editor.getAttributes('link').href ?? '') : undefined)
          }
        >
          <LinkOutlined />
        </ToolButton>
        {tools.slice(-2).map(button)}
      </div>
      {address !== undefined && (
        <div style={{ display: 'flex', gap: token.marginXXS, paddingBlockStart: token.paddingXXS }}>
          <Input
            size="small"
            autoFocus
            inputMode="url"
            aria-label={textIn(linkTexts.address, language)}
            placeholder="https://"
            value={address}
            onChange={({ target }) => setAddress(target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setAddress(undefined);
              if (event.key !== 'Enter') return;
              // The form around must not be sent.
              event.preventDefault();
              setLink();
            }}
          />
          <Button size="small" onClick={setLink}>
            {textIn(linkTexts.set, language)}
          </Button>
        </div>
      )}
    </div>
  );
}

interface ToolButtonProps {
  readonly label: string;
  readonly pressed: boolean;
  readonly disabled: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function ToolButton({ label, pressed, disabled, onPress, children }: ToolButtonProps) {
  return (
    <Button
      type="text"
      size="small"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      color={pressed ? 'primary' : 'default'}
      variant={pressed ? 'filled' : 'text'}
      style={{ minWidth: 28, paddingInline: 4, fontWeight: 600 }}
      // The selection stays in the text.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {children}
    </Button>
  );
}

function withScheme(address: string): string {
  if (/^(https?:\/\/|mailto:|tel:)/i.test(address)) return address;
  return /^[^\s@/]+@[^\s@/]+$/.test(address) ? `mailto:${address}` : `https://${address}`;
}
