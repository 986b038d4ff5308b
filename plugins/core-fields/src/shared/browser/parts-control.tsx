import type { ControlProps } from '@tenon/plugin-api';
import { Input, Select, theme } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Reading } from './draft-input.tsx';

export interface PartInput {
  readonly id: string;
  readonly label: string;
  /** Of twelve columns; all of them on a narrow screen. */
  readonly span: number;
  readonly lines?: boolean;
  readonly maxLength?: number;
  /** Offered in place of free text. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
}

type Texts = { readonly [part: string]: string | undefined };

export interface PartsControlProps<Options, Value extends object> {
  readonly control: ControlProps<Options, Value>;
  readonly parts: readonly PartInput[];
  readonly read: (texts: Texts) => Reading<Value>;
}

/**
 * A value of several parts, an input each. What is typed is kept as a draft; only what means a value goes to the form.
 */
export function PartsControl<Options, Value extends object>(props: PartsControlProps<Options, Value>) {
  const { control, parts, read } = props;
  const { value, onChange, onFault } = control;
  const { token } = theme.useToken();
  const [focused, setFocused] = useState(false);
  const [draft, setDraft] = useState<{ texts: Texts; value: Value | null; fault?: string }>();
  const present = draft && same(draft.value, value) ? draft : undefined;
  const texts = present?.texts ?? ((value ?? {}) as Texts);
  const fault = present?.fault;
  const faultShown = fault !== undefined && !focused && control.invalid !== true;
  const faultId = `${control.id}-fault`;
  const describedBy = [control.describedBy, faultShown ? faultId : undefined].filter(Boolean).join(' ');
  const invalid = control.invalid === true || (fault !== undefined && !focused);

  const tell = useRef(onFault);
  useEffect(() => {
    tell.current = onFault;
  });
  useEffect(() => {
    if (fault === undefined) return;
    tell.current?.(fault);
    return () => tell.current?.(undefined);
  }, [fault]);

  const change = (id: string, text: string) => {
    const next = { ...texts, [id]: text.toWellFormed().replaceAll('\0', '') };
    const reading = read(next);
    if ('fault' in reading) {
      setDraft({ texts: next, value, fault: reading.fault });
      return;
    }
    setDraft({ texts: next, value: reading.value });
    if (!same(reading.value, value)) onChange(reading.value);
  };

  return (
    <fieldset
      id={control.id}
      aria-label={control.label}
      aria-describedby={describedBy || undefined}
      onFocus={() => setFocused(true)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
        setFocused(false);
        if (fault === undefined) setDraft(undefined);
        control.onBlur?.();
      }}
      style={{
        border: 0,
        margin: 0,
        padding: 0,
        minInlineSize: 0,
        display: 'grid',
        gridTemplateColumns: 'repeat(12, minmax(0, 1fr))',
        gap: token.marginXS,
      }}
    >
      {parts.map((part, index) => (
        <Part
          key={part.id}
          part={part}
          text={texts[part.id] ?? ''}
          onChange={(text) => change(part.id, text)}
          id={`${control.id}-${part.id}`}
          required={control.required && index === 0}
          invalid={invalid}
          readOnly={control.readOnly}
          disabled={control.disabled === true}
          autoFocus={control.autoFocus === true && index === 0}
        />
      ))}
      {faultShown && (
        <div id={faultId} role="alert" style={{ gridColumn: '1 / -1', color: token.colorError }}>
          {fault}
        </div>
      )}
    </fieldset>
  );
}

interface PartProps {
  readonly part: PartInput;
  readonly id: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly required: boolean;
  readonly invalid: boolean;
  readonly readOnly: boolean;
  readonly disabled: boolean;
  readonly autoFocus: boolean;
}

function Part({ part, id, text, onChange, required, invalid, readOnly, disabled, autoFocus }: PartProps) {
  const { token } = theme.useToken();
  const attributes = {
    id,
    'aria-required': required,
    'aria-invalid': invalid,
    autoFocus,
    status: invalid ? ('error' as const) : undefined,
  };
  const written = {
    ...attributes,
    value: text,
    maxLength: part.maxLength,
    readOnly,
    disabled,
    autoComplete: 'off',
  };
  return (
    <div style={{ gridColumn: `span ${part.span}`, minInlineSize: 0 }}>
      <label htmlFor={id} style={{ fontSize: token.fontSizeSM, color: token.colorTextSecondary }}>
        {part.label}
      </label>
      {part.choices ? (
        <Select
          {...attributes}
          style={{ width: '100%' }}
          value={text === '' ? undefined : text}
          onChange={(picked: string | undefined) => onChange(picked ?? '')}
          options={[...part.choices]}
          showSearch={{ optionFilterProp: 'label' }}
          allowClear={!readOnly}
          disabled={disabled || readOnly}
        />
      ) : part.lines ? (
        <Input.TextArea
          {...written}
          onChange={({ target }) => onChange(target.value)}
          autoSize={{ minRows: 1, maxRows: 4 }}
        />
      ) : (
        <Input {...written} onChange={({ target }) => onChange(target.value)} />
      )}
    </div>
  );
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
