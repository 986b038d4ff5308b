import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Colours come from the page's variables, so that one style serves light and dark. */
const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--s-code-key)' },
  { tag: tags.string, color: 'var(--s-code-string)' },
  { tag: tags.number, color: 'var(--s-code-number)' },
  { tag: [tags.bool, tags.null], color: 'var(--s-code-word)' },
  { tag: tags.punctuation, color: 'var(--s-code-sign)' },
]);

const frame = EditorView.theme({
  '&': { height: '100%', fontSize: '12.5px', backgroundColor: 'transparent', color: 'var(--ant-color-text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily:
      "ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace",
    lineHeight: '1.6',
  },
  '.cm-content': { caretColor: 'var(--ant-color-primary)' },
  '.cm-cursor': { borderLeftColor: 'var(--ant-color-primary)' },
  '.cm-gutters': { backgroundColor: 'transparent', border: '0', color: 'var(--ant-color-text-tertiary)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--ant-color-fill-quaternary)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--s-code-selection)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--ant-color-fill-secondary)',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--ant-color-fill-tertiary)' },
  '.cm-foldPlaceholder': {
    backgroundColor: 'var(--ant-color-fill-tertiary)',
    border: '0',
    color: 'var(--ant-color-text-secondary)',
    padding: '0 6px',
  },
  '.cm-tooltip, .cm-panels': {
    backgroundColor: 'var(--ant-color-bg-elevated)',
    color: 'var(--ant-color-text)',
    border: '1px solid var(--ant-color-border-secondary)',
    borderRadius: '8px',
    boxShadow: 'var(--ant-box-shadow-secondary)',
    overflow: 'hidden',
  },
  '.cm-panels': { borderRadius: '0', boxShadow: 'none', borderWidth: '1px 0 0' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'inherit', maxHeight: '260px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', lineHeight: '1.5' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--ant-color-primary-bg)',
    color: 'var(--ant-color-text)',
  },
  '.cm-completionDetail': {
    color: 'var(--ant-color-text-tertiary)',
    fontStyle: 'normal',
    marginInlineStart: '10px',
  },
  '.cm-completionInfo': { padding: '6px 10px', maxWidth: '320px' },
  '.cm-diagnostic': { padding: '6px 10px', maxWidth: '460px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--ant-color-error)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--ant-color-warning)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--ant-color-error) 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--ant-color-warning) 1px',
    textUnderlineOffset: '3px',
  },
});

export const look = [frame, syntaxHighlighting(colours)];
