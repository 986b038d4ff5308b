import type { ReactNode } from 'react';

/** Nothing to show, and what to do next. */
export function EmptyState({
  title,
  hint,
  action,
  isPage = false,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly action?: ReactNode;
  /** It is all there is: its title heads the page. */
  readonly isPage?: boolean;
}) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className="t-empty">
      <Title className="t-empty-title">{title}</Title>
      {hint !== undefined && <p className="t-empty-hint">{hint}</p>}
      {action !== undefined && <div className="t-empty-action">{action}</div>}
    </div>
  );
}
