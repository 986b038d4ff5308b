/** How formatted text looks, in the editor and for reading. React puts it into the page once. */
export function RichTextStyle() {
  return (
    <style href="tenon-rich-text" precedence="default">
      {rules}
    </style>
  );
}

const rules = `
.tenon-rich-text { outline: none; overflow-wrap: anywhere; }
.tenon-rich-text > :first-child { margin-top: 0; }
.tenon-rich-text > :last-child { margin-bottom: 0; }
.tenon-rich-text p, .tenon-rich-text ul, .tenon-rich-text ol, .tenon-rich-text blockquote, .tenon-rich-text pre { margin: 0 0 8px; }
.tenon-rich-text li > p { margin: 0; }
.tenon-rich-text ul, .tenon-rich-text ol { padding-inline-start: 24px; }
.tenon-rich-text ul { list-style: disc; }
.tenon-rich-text ol { list-style: decimal; }
.tenon-rich-text h1, .tenon-rich-text h2, .tenon-rich-text h3 { margin: 12px 0 4px; line-height: 1.3; }
.tenon-rich-text h1 { font-size: 1.5em; }
.tenon-rich-text h2 { font-size: 1.25em; }
.tenon-rich-text h3 { font-size: 1.1em; }
.tenon-rich-text blockquote { border-inline-start: 3px solid currentColor; padding-inline-start: 12px; opacity: 0.75; }
.tenon-rich-text code, .tenon-rich-text pre { font-family: ui-monospace, monospace; font-size: 0.92em; }
.tenon-rich-text pre { padding: 8px; border-radius: 6px; background: rgb(128 128 128 / 12%); white-space: pre-wrap; }
`;
