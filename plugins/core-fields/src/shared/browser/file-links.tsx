import { PaperClipOutlined } from '@ant-design/icons';
import type { CellProps } from '@tenon/plugin-api';
import { theme } from 'antd';
import { type FileReference, sizeText } from '../files.ts';
import { Thumbnail } from './file-list.tsx';
import { Link } from './link.tsx';

interface FileLinksProps extends Pick<CellProps, 'lookup' | 'locale'> {
  readonly files: readonly FileReference[];
  readonly pictures?: boolean;
}

/** All files of a field, one a line, to be opened. */
export function FileLinks({ files, lookup, locale, pictures = false }: FileLinksProps) {
  const { token } = theme.useToken();
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: token.marginXXS }}>
      {files.map(({ id, name, size }) => {
        const href = lookup.files?.href(id);
        return (
          <li key={id} style={{ display: 'flex', alignItems: 'center', gap: token.marginXS, minWidth: 0 }}>
            {pictures && href !== undefined ? (
              <Thumbnail href={href} size={56} />
            ) : (
              <PaperClipOutlined aria-hidden={true} style={{ color: token.colorTextTertiary }} />
            )}
            <span style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              {href === undefined ? name : <Link href={href}>{name}</Link>}
            </span>
            <span
              style={{ color: token.colorTextTertiary, fontSize: token.fontSizeSM, whiteSpace: 'nowrap' }}
            >
              {sizeText(size, locale.language)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
