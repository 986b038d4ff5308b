import type { Locale, RecordLookup, ViewColumnProps, ViewRow } from '@tenon/plugin-api';
import { useFieldType } from '@tenon/plugin-api/browser';
import { Modal } from 'antd';
import { useId, useRef, useState } from 'react';
import { endCarried, type TimeFields } from '../shared/spans.ts';
import { changed } from './events.ts';
import { uiText } from './texts.ts';

export interface MoveDialogProps {
  readonly row: ViewRow;
  readonly fields: TimeFields;
  readonly locale: Locale;
  readonly lookup: RecordLookup;
  /** Resolves to whether it went there. */
  readonly onMove: (values: { readonly [field: string]: unknown }) => Promise<boolean>;
  /** It is out of sight. */
  readonly onClosed: () => void;
}

/** Where a record goes, for those who do not drag: its start, and its end where it has one of its own. */
export function MoveDialog({ row, fields, locale, lookup, onMove, onClosed }: MoveDialogProps) {
  const { language, timeZone } = locale;
  const { start, end } = fields;
  const [open, setOpen] = useState(true);
  const body = useRef<HTMLDivElement>(null);
  const [pending, setPending] = useState(false);
  const [faults, setFaults] = useState<{ readonly [field: string]: string | undefined }>({});
  const [values, setValues] = useState<{ readonly [field: string]: unknown }>(() => ({
    [start.key]: row.values[start.key],
    ...(end?.editable ? { [end.key]: row.values[end.key] ?? null } : {}),
  }));
  const put = (field: ViewColumnProps, value: unknown) => {
    const next = { ...values, [field.key]: value };
    const carried = field === start ? endCarried(row, fields, value, timeZone) : undefined;
    setValues(end && carried !== undefined && end.key in next ? { ...next, [end.key]: carried } : next);
  };
  const ready = Object.values(faults).every((fault) => fault === undefined) && values[start.key] !== null;
  const move = async () => {
    const written = changed(row, values);
    setPending(true);
    const went = Object.keys(written).length === 0 || (await onMove(written));
    setPending(false);
    if (went) setOpen(false);
  };
  return (
    <Modal
      open={open}
      width={420}
      title={uiText('moveTitle', language, { record: row.title })}
      okText={uiText('move', language)}
      cancelText={uiText('cancel', language)}
      okButtonProps={{ disabled: !ready, loading: pending }}
      onOk={() => void move()}
      onCancel={() => setOpen(false)}
      afterClose={onClosed}
      // Before it is open there is nothing that can be focused.
      afterOpenChange={(isOpen) => isOpen && body.current?.querySelector('input')?.focus()}
    >
      <div ref={body} className="t-calendar-move">
        {[start, end].map(
          (field) =>
            field &&
            field.key in values && (
              <TimeControl
                key={field.key}
                field={field}
                value={values[field.key]}
                required={field.required === true || field === start}
                disabled={pending}
                fault={faults[field.key]}
                locale={locale}
                lookup={lookup}
                onChange={(value) => put(field, value)}
                onFault={(fault) => setFaults((before) => ({ ...before, [field.key]: fault }))}
              />
            ),
        )}
      </div>
    </Modal>
  );
}

interface TimeControlProps extends Pick<MoveDialogProps, 'locale' | 'lookup'> {
  readonly field: ViewColumnProps;
  readonly value: unknown;
  readonly required: boolean;
  readonly disabled: boolean;
  readonly fault: string | undefined;
  readonly onChange: (value: unknown) => void;
  readonly onFault: (fault: string | undefined) => void;
}

function TimeControl({ field, value, fault, ...props }: TimeControlProps) {
  const { Control } = useFieldType(field.type);
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{field.label}</label>
      <Control
        {...props}
        id={id}
        value={value ?? null}
        options={field.options}
        label={field.label}
        readOnly={false}
        invalid={fault !== undefined}
      />
    </div>
  );
}
