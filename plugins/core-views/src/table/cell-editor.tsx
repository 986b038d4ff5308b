import type { Locale, RecordLookup, ViewColumnProps, ViewRow } from '@tenon/plugin-api';
import { useFieldType } from '@tenon/plugin-api/browser';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';

export interface CellEditorProps {
  readonly column: ViewColumnProps;
  readonly row: ViewRow;
  readonly locale: Locale;
  readonly lookup: RecordLookup;
  /** Rejects with an Error for people. */
  readonly onSave: (value: unknown) => Promise<void>;
  /** `next`: on to the cell after this one. */
  readonly onClose: (next: boolean) => void;
}

/** Where controls put what belongs to them and stands elsewhere in the document. */
const popups =
  '.ant-select-dropdown, .ant-picker-dropdown, .ant-cascader-dropdown, .ant-popover, .ant-modal-root, .ant-dropdown';
/** Controls in which one choice is the whole answer. */
const choosers = '.ant-select-single, .ant-picker, .ant-switch, .ant-checkbox, .ant-rate';
const typed = '.ant-input, .ant-input-number, textarea, .ant-select-multiple';

/** The control of one cell, over it: Enter or leaving it saves, Escape does not. */
export function CellEditor({ column, row, locale, lookup, onSave, onClose }: CellEditorProps) {
  const { Control } = useFieldType(column.type);
  const before = row.values[column.key] ?? null;
  const [value, setValue] = useState<unknown>(before);
  const [fault, setFault] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const [saving, setSaving] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const latest = useRef({ value, fault, saving });
  useEffect(() => {
    latest.current = { value, fault, saving };
  });

  const submit = useCallback(
    (given: unknown, onward: boolean) => {
      if (latest.current.saving) return;
      if (latest.current.fault !== undefined) return setRefusal(latest.current.fault);
      if (JSON.stringify(given) === JSON.stringify(before)) return onClose(onward);
      setSaving(true);
      onSave(given).then(
        () => onClose(onward),
        (error: unknown) => {
          setSaving(false);
          setRefusal(error instanceof Error ? error.message : String(error));
        },
      );
    },
    [before, onSave, onClose],
  );
  useEffect(() => {
    const outside = ({ target }: PointerEvent) => {
      if (!(target instanceof Element) || root.current?.contains(target) || target.closest(popups)) return;
      submit(latest.current.value, false);
    };
    document.addEventListener('pointerdown', outside, true);
    return () => document.removeEventListener('pointerdown', outside, true);
  }, [submit]);

  const keys = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      onClose(false);
    } else if (event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault();
      submit(latest.current.value, true);
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(latest.current.value, false);
  };
  return (
    <div ref={root} className="tenon-table-editor">
      <form
        onKeyDown={keys}
        onSubmit={(event) => {
          event.preventDefault();
          submit(value, false);
        }}
      >
        <Control
          id={`cell-${row.id}-${column.key}`}
          value={value}
          onChange={(next) => {
            setValue(next);
            setRefusal(undefined);
            const place = root.current;
            if (place?.querySelector(choosers) && !place.querySelector(typed)) submit(next, false);
          }}
          onFault={setFault}
          options={column.options}
          label={column.label}
          required={column.required ?? false}
          readOnly={false}
          disabled={saving}
          autoFocus
          invalid={refusal !== undefined}
          locale={locale}
          lookup={lookup}
          {...(row.titles[column.key] === undefined ? {} : { title: row.titles[column.key] })}
        />
        <button type="submit" className="tenon-table-hidden" tabIndex={-1} aria-hidden />
      </form>
      {refusal !== undefined && <p role="alert">{refusal}</p>}
    </div>
  );
}
