import type { CellProps } from '@tenon/plugin-api';
import { OrDash } from './empty-cell.tsx';
import { Link } from './link.tsx';

interface LinkCellProps extends Pick<CellProps, 'plain'> {
  readonly text: string;
  /** Undefined where the value must not become a link. */
  readonly href: string | undefined;
}

export function LinkCell({ text, href, plain }: LinkCellProps) {
  const target = plain ? undefined : href;
  return (
    <OrDash empty={text === ''}>
      {target === undefined ? <span>{text}</span> : <Link href={target}>{text}</Link>}
    </OrDash>
  );
}
