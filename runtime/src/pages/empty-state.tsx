import type { ReactNode } from 'react';

/** Nothing to show, and what to do next. */
export function EmptyState({
  title,
  hint,
  action,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly action?: ReactNode;
}) {
  return (
    <div className="t-empty">
      <p className="t-empty-title">{title}</p>
      {hint !== undefined && <p className="t-empty-hint">{hint}</p>}
      {action !== undefined && <div className="t-empty-action">{action}</div>}
    </div>
  );
}
