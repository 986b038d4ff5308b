import { PaperClipOutlined } from '@ant-design/icons';
import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { theme } from 'antd';
import { OrDash } from '../shared/browser/empty-cell.tsx';
import { FileControl } from '../shared/browser/file-control.tsx';
import { FileLinks } from '../shared/browser/file-links.tsx';
import { Link } from '../shared/browser/link.tsx';
import type { FileOptions, FileReference } from '../shared/files.ts';

function FilesControl(control: ControlProps<FileOptions, readonly FileReference[]>) {
  return <FileControl control={control} limits={control.options} />;
}

function FilesCell({
  value,
  lookup,
  plain,
  whole,
  locale,
}: CellProps<FileOptions, readonly FileReference[]>) {
  const { token } = theme.useToken();
  if (whole && !plain && value !== null) return <FileLinks files={value} lookup={lookup} locale={locale} />;
  const [first, ...rest] = value ?? [];
  const href = first && !plain ? lookup.files?.href(first.id) : undefined;
  return (
    <OrDash empty={first === undefined}>
      <span
        style={{ display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
        title={value?.map(({ name }) => name).join('\n')}
      >
        <PaperClipOutlined
          aria-hidden={true}
          style={{ color: token.colorTextTertiary, marginInlineEnd: token.marginXXS }}
        />
        {href === undefined ? first?.name : <Link href={href}>{first?.name}</Link>}
        {rest.length > 0 && ` +${rest.length}`}
      </span>
    </OrDash>
  );
}

export const fileBrowser = defineBrowserFieldType<FileOptions, readonly FileReference[]>({
  id: 'file',
  Control: FilesControl,
  Cell: FilesCell,
  width: 200,
});
