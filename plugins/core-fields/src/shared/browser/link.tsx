import { theme } from 'antd';
import type { ReactNode } from 'react';

/** A link in the colour of the theme. Pages outside open beside this one, and learn nothing of it. */
export function Link({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const { token } = theme.useToken();
  return (
    <a
      href={href}
      target={/^https?:/.test(href) ? '_blank' : undefined}
      rel="noopener noreferrer"
      style={{ color: token.colorLink, textDecoration: 'none' }}
    >
      {children}
    </a>
  );
}
