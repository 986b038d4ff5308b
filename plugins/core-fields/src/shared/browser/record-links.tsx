import type { RecordLookup } from '@tenon/plugin-api';
import { Fragment, type ReactNode } from 'react';
import { Link } from './link.tsx';

export interface RecordLinksProps {
  readonly entity: string;
  readonly ids: readonly string[];
  readonly title: string | readonly string[] | undefined;
  readonly lookup: RecordLookup;
  readonly plain: boolean;
  readonly render?: (title: string) => ReactNode;
}

const mostShown = 3;

/** Records by title, each a link to its page; of many, the first few and how many more there are. */
export function RecordLinks({ entity, ids, title, lookup, plain, render }: RecordLinksProps) {
  const titles = typeof title === 'string' ? [title] : (title ?? []);
  const shown = ids.slice(0, mostShown);
  return (
    <span style={{ display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
      {shown.map((id, index) => {
        const text = titles[index] ?? '…';
        const content = render ? render(text) : text;
        return (
          <Fragment key={id}>
            {index > 0 && ', '}
            {plain ? content : <Link href={lookup.href(entity, id)}>{content}</Link>}
          </Fragment>
        );
      })}
      {ids.length > shown.length && ` +${ids.length - shown.length}`}
    </span>
  );
}
