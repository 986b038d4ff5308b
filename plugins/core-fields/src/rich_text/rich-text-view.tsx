import { createElement, Fragment, type ReactNode, useMemo } from 'react';
import { Link } from '../shared/browser/link.tsx';
import { RichTextStyle } from './content-style.tsx';
import { elements } from './index.ts';

const known: ReadonlySet<string> = new Set(elements);

/** The text as it is formatted. Drawn element by element from a closed list, so that the browser is handed no HTML. */
export function RichTextView({ html }: { readonly html: string }) {
  const content = useMemo(
    () => drawn(new DOMParser().parseFromString(html, 'text/html').body.childNodes),
    [html],
  );
  return (
    <div className="tenon-rich-text">
      <RichTextStyle />
      {content}
    </div>
  );
}

function drawn(nodes: NodeListOf<ChildNode>): readonly ReactNode[] {
  return [...nodes].map((node, index) => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent;
    if (!(node instanceof HTMLElement)) return null;
    const name = node.localName;
    const key = `${index}`;
    const children = drawn(node.childNodes);
    if (name === 'br' || name === 'hr') return createElement(name, { key });
    if (name === 'a') {
      const href = node.getAttribute('href') ?? '';
      if (!/^(https?:\/\/|mailto:|tel:)/i.test(href)) return <Fragment key={key}>{children}</Fragment>;
      return (
        <Link key={key} href={href}>
          {children}
        </Link>
      );
    }
    return known.has(name) ? (
      createElement(name, { key }, children)
    ) : (
      <Fragment key={key}>{children}</Fragment>
    );
  });
}
