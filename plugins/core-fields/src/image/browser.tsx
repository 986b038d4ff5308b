import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { theme } from 'antd';
import { OrDash } from '../shared/browser/empty-cell.tsx';
import { FileControl } from '../shared/browser/file-control.tsx';
import { FileLinks } from '../shared/browser/file-links.tsx';
import { Thumbnail } from '../shared/browser/file-list.tsx';
import { Link } from '../shared/browser/link.tsx';
import type { FileReference } from '../shared/files.ts';
import { type ImageOptions, imageTypes } from './index.ts';

function ImageControl(control: ControlProps<ImageOptions, readonly FileReference[]>) {
  return <FileControl control={control} limits={{ ...control.options, types: imageTypes }} pictures={true} />;
}

const mostShown = 3;

function ImageCell({
  value,
  lookup,
  plain,
  whole,
  locale,
}: CellProps<ImageOptions, readonly FileReference[]>) {
  const { token } = theme.useToken();
  if (whole && !plain && value !== null)
    return <FileLinks files={value} lookup={lookup} locale={locale} pictures={true} />;
  const images = value ?? [];
  const [first] = images;
  const href = first && lookup.files?.href(first.id);
  const more = images.length - 1;
  return (
    <OrDash empty={first === undefined}>
      <span style={{ display: 'flex', alignItems: 'center', gap: token.marginXXS, minWidth: 0 }}>
        {images.slice(0, mostShown).map(({ id }) => {
          const source = lookup.files?.href(id);
          return source && <Thumbnail key={id} href={source} size={24} />;
        })}
        <span style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {plain || href === undefined ? first?.name : <Link href={href}>{first?.name}</Link>}
          {more > 0 && ` +${more}`}
        </span>
      </span>
    </OrDash>
  );
}

export const imageBrowser = defineBrowserFieldType<ImageOptions, readonly FileReference[]>({
  id: 'image',
  Control: ImageControl,
  Cell: ImageCell,
  width: 200,
});
