import { CloseOutlined, PaperClipOutlined } from '@ant-design/icons';
import type { RecordLookup } from '@tenon/plugin-api';
import { Button, Progress, theme } from 'antd';
import type { ReactNode } from 'react';
import { type FileReference, sizeText } from '../files.ts';
import { fileText } from './file-texts.ts';
import { Link } from './link.tsx';
import type { Sending } from './use-uploads.ts';

interface FileRowProps {
  readonly picture: ReactNode;
  readonly name: ReactNode;
  readonly note: ReactNode;
  readonly failed?: boolean;
  /** Absent where nothing may be taken away. */
  readonly remove?: { readonly label: string; readonly run: () => void };
}

/** One file of a field: a sign, its name, what is to be said of it, and a way to take it out. */
function FileRow({ picture, name, note, failed = false, remove }: FileRowProps) {
  const { token } = theme.useToken();
  return (
    <li
      style={{
        display: 'flex',
        alignItems: 'center',
        gap: token.marginXS,
        minHeight: token.controlHeight,
        paddingInline: token.paddingXS,
        border: `1px solid ${failed ? token.colorErrorBorder : token.colorBorderSecondary}`,
        borderRadius: token.borderRadius,
        background: token.colorBgContainer,
      }}
    >
      {picture}
      <span
        style={{
          flex: '1 1 0',
          minWidth: 0,
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
        }}
      >
        {name}
      </span>
      <span
        style={{ color: failed ? token.colorError : token.colorTextTertiary, fontSize: token.fontSizeSM }}
      >
        {note}
      </span>
      {remove && (
        <Button
          type="text"
          size="small"
          aria-label={remove.label}
          icon={<CloseOutlined aria-hidden={true} />}
          onClick={remove.run}
        />
      )}
    </li>
  );
}

export interface FileListProps {
  readonly files: readonly FileReference[];
  readonly sending: readonly Sending[];
  readonly language: 'en' | 'zh-CN';
  readonly lookup: RecordLookup;
  readonly pictures: boolean;
  readonly editable: boolean;
  readonly onRemove: (file: FileReference) => void;
  readonly onCancel: (sending: Sending) => void;
}

/** What the field holds, and below it what is on its way. */
export function FileList(props: FileListProps) {
  const { files, sending, language, lookup, pictures, editable, onRemove, onCancel } = props;
  const { token } = theme.useToken();
  if (files.length + sending.length === 0) return null;
  const clip = <PaperClipOutlined aria-hidden={true} style={{ color: token.colorTextTertiary }} />;
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: token.marginXXS }}>
      {files.map((file) => {
        const href = lookup.files?.href(file.id);
        return (
          <FileRow
            key={file.id}
            picture={pictures && href !== undefined ? <Thumbnail href={href} size={28} /> : clip}
            name={href === undefined ? file.name : <Link href={href}>{file.name}</Link>}
            note={sizeText(file.size, language)}
            {...(editable && {
              remove: { label: fileText('remove', language, file.name), run: () => onRemove(file) },
            })}
          />
        );
      })}
      {sending.map((one) => (
        <FileRow
          key={one.key}
          picture={clip}
          name={one.name}
          failed={one.fault !== undefined}
          note={
            one.fault ?? (
              <Progress
                percent={Math.round(one.share * 100)}
                size={[72, 6]}
                aria-label={fileText('sending', language, one.name)}
              />
            )
          }
          remove={{
            label: fileText(one.fault === undefined ? 'cancel' : 'dismiss', language, one.name),
            run: () => onCancel(one),
          }}
        />
      ))}
    </ul>
  );
}

/** The name stands beside it, so the picture itself says nothing. */
export function Thumbnail({ href, size }: { readonly href: string; readonly size: number }) {
  const { token } = theme.useToken();
  return (
    <img
      src={href}
      alt=""
      width={size}
      height={size}
      loading="lazy"
      decoding="async"
      style={{
        objectFit: 'cover',
        flex: 'none',
        borderRadius: token.borderRadiusSM,
        background: token.colorFillTertiary,
      }}
    />
  );
}
