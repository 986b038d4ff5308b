import type { ControlProps } from '@tenon/plugin-api';
import { Input, theme } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { labelling } from './labelling.ts';

/** What a text means: a value, nothing, or a fault in the reader's language. */
export type Reading<Value> = { readonly value: Value | null } | { readonly fault: string };

export interface DraftInputProps<Options, Value> {
  readonly control: ControlProps<Options, Value>;
  readonly read: (text: string) => Reading<Value>;
  /** What stands in the input for a value while it is being changed. */
  readonly write: (value: Value) => string;
  /** What stands there at rest; as `write` when absent. */
  readonly display?: (value: Value) => string;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url';
  readonly autoComplete?: string;
  readonly prefix?: ReactNode;
  readonly suffix?: ReactNode;
  readonly align?: 'start' | 'end';
}

/**
 * A line of text that stands for a value. What is typed is kept as a draft; only what means a value goes to the form,
 * and leaving the input shows the value in its one form.
 */
export function DraftInput<Options, Value>(props: DraftInputProps<Options, Value>) {
  const { control, read, write, display = write, inputMode, autoComplete, prefix, suffix, align } = props;
  const { value, onChange, onBlur, onFault } = control;
  const { token } = theme.useToken();
  const [focused, setFocused] = useState(false);
  // A draft is good as long as the form holds the value that it was read as.
  const [draft, setDraft] = useState<{ text: string; value: Value | null; fault?: string } | undefined>();
  const present = draft && same(draft.value, value) ? draft : undefined;
  const fault = present?.fault;
  // Who says that it is invalid says why.
  const faultShown = fault !== undefined && !focused && control.invalid !== true;
  const faultId = `${control.id}-fault`;

  const tell = useRef(onFault);
  useEffect(() => {
    tell.current = onFault;
  });
  // However the draft ends, by a better text, another value or with the input itself: its fault ends with it.
  useEffect(() => {
    if (fault === undefined) return;
    tell.current?.(fault);
    return () => tell.current?.(undefined);
  }, [fault]);

  const change = (text: string) => {
    const reading = read(text);
    if ('fault' in reading) {
      setDraft({ text, value, fault: reading.fault });
      return;
    }
    setDraft({ text, value: reading.value });
    if (!same(reading.value, value)) onChange(reading.value);
  };

  const atRest = value === null ? '' : (focused ? write : display)(value);
  const invalid = control.invalid === true || fault !== undefined;
  const describedBy = [control.describedBy, faultShown ? faultId : undefined].filter(Boolean).join(' ');
  return (
    <>
      <Input
        {...labelling({ ...control, invalid, describedBy: describedBy || undefined })}
        value={present?.text ?? atRest}
        onChange={(event) => change(event.target.value)}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false);
          if (fault === undefined) setDraft(undefined);
          onBlur?.();
        }}
        status={invalid && !focused ? 'error' : undefined}
        readOnly={control.readOnly}
        disabled={control.disabled}
        inputMode={inputMode}
        autoComplete={autoComplete ?? 'off'}
        prefix={prefix}
        suffix={suffix}
        styles={{ input: { textAlign: align ?? 'start', fontVariantNumeric: 'tabular-nums' } }}
      />
      {faultShown && (
        <div id={faultId} role="alert" style={{ color: token.colorError, marginBlockStart: token.marginXXS }}>
          {fault}
        </div>
      )}
    </>
  );
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
