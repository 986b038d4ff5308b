import { autocompletion } from '@codemirror/autocomplete';
import { indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { Annotation, EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { basicSetup, minimalSetup } from 'codemirror';
import { useEffect, useRef } from 'react';
import { type CompletionWorld, schemaCompletion } from './completion.ts';
import { schemaHover } from './hover.ts';
import { look } from './look.ts';

export interface JsonEditorProps {
  readonly value: string;
  readonly onChange?: (value: string) => void;
  readonly label: string;
  readonly diagnostics?: readonly Diagnostic[];
  /** Schemas and references for completion and hover. */
  readonly world?: CompletionWorld;
  /** A few lines without a gutter, inside a form. */
  readonly small?: boolean;
  /** A range to select and scroll to; a new object is a new request. */
  readonly select?: { readonly from: number; readonly to: number };
}

/** Marks changes that came from the outside, which are not told back. */
const fromOutside = Annotation.define<boolean>();

/** A JSON editor over a text that others may change too: what differs is replaced, cursor and undo stay. */
export function JsonEditor({
  value,
  onChange,
  label,
  diagnostics,
  world,
  small = false,
  select,
}: JsonEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef({ onChange, world });
  useEffect(() => {
    latest.current = { onChange, world };
  });
  // The view is made once with these; later values are handed to it by the effects below.
  const first = useRef({ value, label, small, readOnly: onChange === undefined });

  useEffect(() => {
    if (!host.current) return;
    const { value, label, small, readOnly } = first.current;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          small ? minimalSetup : [basicSetup, lintGutter()],
          json(),
          look,
          keymap.of(small ? [] : [indentWithTab]),
          EditorState.tabSize.of(2),
          small ? EditorView.lineWrapping : [],
          autocompletion({ override: [schemaCompletion(() => latest.current.world)], icons: false }),
          schemaHover(() => latest.current.world),
          // What can be typed into has the focus anyway; said outright, tools see it too.
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          EditorState.readOnly.of(readOnly),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged || update.transactions.some((one) => one.annotation(fromOutside))) return;
            latest.current.onChange?.(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const change = difference(editor.state.doc.toString(), value);
    if (change) editor.dispatch({ changes: change, annotations: fromOutside.of(true) });
  }, [value]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || !diagnostics) return;
    const { length } = editor.state.doc;
    const within = diagnostics.filter(({ from, to }) => from <= length && to <= length);
    editor.dispatch(setDiagnostics(editor.state, within));
  }, [diagnostics]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || !select) return;
    const { length } = editor.state.doc;
    const range = { anchor: Math.min(select.from, length), head: Math.min(select.to, length) };
    editor.dispatch({ selection: range, effects: EditorView.scrollIntoView(range.anchor, { y: 'center' }) });
    editor.focus();
  }, [select]);

  return <div ref={host} className={small ? 's-code s-code-small' : 's-code'} />;
}

/** The smallest replacement that turns one text into another. */
export function difference(
  before: string,
  after: string,
): { from: number; to: number; insert: string } | undefined {
  if (before === after) return undefined;
  let start = 0;
  const shortest = Math.min(before.length, after.length);
  while (start < shortest && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shortest - start && before[before.length - 1 - end] === after[after.length - 1 - end])
    end += 1;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
