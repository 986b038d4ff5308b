import { UploadOutlined } from '@ant-design/icons';
import type { ControlProps } from '@tenon/plugin-api';
import { Button, theme } from 'antd';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { type FileOptions, type FileReference, sizeText } from '../files.ts';
import { FileList } from './file-list.tsx';
import { fileText } from './file-texts.ts';
import { useUploads } from './use-uploads.ts';

export interface FileControlProps {
  readonly control: ControlProps<unknown, readonly FileReference[]>;
  readonly limits: FileOptions;
  /** Shows what the files look like. */
  readonly pictures?: boolean;
}

const mebibyte = 1024 * 1024;

/** Chooses files or takes those that are dropped, and sends them at once; the value are those that arrived. */
export function FileControl({ control, limits, pictures = false }: FileControlProps) {
  const { value, onChange, onFault, lookup, locale, readOnly, disabled, invalid } = control;
  const { language } = locale;
  const { token } = theme.useToken();
  const [over, setOver] = useState(false);
  const files = value ?? [];
  const held = useRef(files);
  useEffect(() => {
    held.current = files;
  });
  const give = (next: readonly FileReference[]) => {
    held.current = next;
    onChange(next.length === 0 ? null : next);
  };
  const uploads = useUploads(lookup.files, limits, language, (file) => give([...held.current, file]));
  const waiting = uploads.sending.some(({ fault }) => fault === undefined);

  const tell = useRef(onFault);
  useEffect(() => {
    tell.current = onFault;
  });
  useEffect(() => {
    if (!waiting) return;
    tell.current?.(fileText('wait', language));
    return () => tell.current?.(undefined);
  }, [waiting, language]);

  const editable = !readOnly && !disabled;
  const single = limits.maxFiles === 1;
  const room = files.length < limits.maxFiles;
  const open = editable && lookup.files !== undefined && room;
  const take = (chosen: readonly File[]) => {
    if (editable && chosen.length > 0) uploads.add(chosen, held.current.length);
    control.onBlur?.();
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  };
  const choose = single ? (pictures ? 'chooseImage' : 'chooseOne') : pictures ? 'chooseImages' : 'choose';
  const words = fileText(over ? 'dropHere' : choose, language);
  return (
    <fieldset
      aria-label={control.label}
      {...(!room && { id: control.id, tabIndex: -1, 'aria-describedby': control.describedBy })}
      onDragOver={(event) => {
        if (!open) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={open ? dropped : undefined}
      style={{ border: 0, margin: 0, padding: 0, minWidth: 0, display: 'grid', gap: token.marginXXS }}
    >
      <FileList
        files={files}
        sending={uploads.sending}
        language={language}
        lookup={lookup}
        pictures={pictures}
        editable={editable}
        onRemove={({ id }) => give(held.current.filter((file) => file.id !== id))}
        onCancel={({ key }) => uploads.cancel(key)}
      />
      {room && (
        <div
          style={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            gap: token.marginXS,
            padding: token.paddingXXS,
            border: `1px dashed ${invalid ? token.colorError : over ? token.colorPrimary : token.colorBorder}`,
            borderRadius: token.borderRadius,
            background: over ? token.colorPrimaryBg : 'transparent',
          }}
        >
          <Button
            id={control.id}
            type="text"
            size="small"
            icon={<UploadOutlined aria-hidden={true} />}
            aria-label={`${words} – ${control.label}`}
            aria-describedby={control.describedBy}
            autoFocus={control.autoFocus}
            disabled={!open}
            onBlur={control.onBlur}
            onClick={() => pickFiles(limits, take)}
          >
            {words}
          </Button>
          <span style={{ color: token.colorTextTertiary, fontSize: token.fontSizeSM }}>
            {open && !over && !single && `${fileText('drop', language)} · `}
            {fileText('limit', language, sizeText(limits.maxSize * mebibyte, language))}
          </span>
        </div>
      )}
    </fieldset>
  );
}

/** The browser's own dialogue. */
function pickFiles({ maxFiles, types }: FileOptions, take: (files: readonly File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = maxFiles > 1;
  input.accept = types?.join(',') ?? '';
  input.hidden = true;
  input.addEventListener('change', () => take([...(input.files ?? [])]), { once: true });
  for (const end of ['change', 'cancel']) input.addEventListener(end, () => input.remove(), { once: true });
  // An input outside of the page may be gone before its dialogue is answered.
  document.body.append(input);
  input.click();
}
