import MarkdownToJsx from 'markdown-to-jsx';

/** Markdown that administrators write: no HTML passes, links open in a new tab and only to safe addresses. */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <div className="t-markdown">
      <MarkdownToJsx
        options={{
          disableParsingRawHTML: true,
          forceBlock: true,
          overrides: { a: { component: SafeLink }, img: { component: NoImage } },
        }}
      >
        {text}
      </MarkdownToJsx>
    </div>
  );
}

function SafeLink({ href, children }: { readonly href?: string; readonly children?: React.ReactNode }) {
  if (href === undefined || !/^(https?:|mailto:|tel:|\/(?!\/))/i.test(href)) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}

/** A picture from elsewhere would tell its host who reads it. */
function NoImage({ alt }: { readonly alt?: string }) {
  return <span>{alt}</span>;
}
