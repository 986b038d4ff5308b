import { textIn } from '@tenon/documents';
import type { ControlProps, FieldType } from '@tenon/plugin-api';
import type { ReactNode } from 'react';
import { formatDecimal } from '../decimal-text.ts';
import { DraftInput, type Reading } from './draft-input.tsx';
import { sentence } from './sentence.ts';
import { uiText } from './texts.ts';

export interface NumberControlProps<Value extends string | number> {
  readonly control: ControlProps<unknown, Value>;
  readonly type: FieldType;
  readonly fault: 'wholeNumber' | 'number' | 'amount';
  /** Whether the value has the shape that the options allow. */
  readonly fits: (value: Value) => boolean;
  readonly prefix?: ReactNode;
}

/** Digits as text, so that none is rounded; grouped at rest. */
export function NumberControl<Value extends string | number>(props: NumberControlProps<Value>) {
  const { control, type, fault, fits, prefix } = props;
  const options = control.options as { readonly [option: string]: unknown };
  const { language } = control.locale;

  const read = (text: string): Reading<Value> => {
    const result = type.parse(text, options, control.locale);
    if (!result.ok) return { fault: uiText(fault, language) };
    if (result.value === null) return { value: null };
    const value = result.value as Value;
    const outOfRange = type.check?.(value, options);
    if (outOfRange) return { fault: sentence(textIn(outOfRange, language), language) };
    return fits(value) ? { value } : { fault: uiText('digits', language) };
  };
  return (
    <DraftInput
      control={control}
      read={read}
      write={(value) => type.toText(value, options)}
      display={(value) => formatDecimal(String(value), language)}
      inputMode="decimal"
      align="end"
      prefix={prefix}
    />
  );
}
