import type { CellProps, FieldType } from '@tenon/plugin-api';
import type { CSSProperties } from 'react';
import { OrDash } from './empty-cell.tsx';

const oneLine: CSSProperties = {
  display: 'block',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
};
/** Digits of one width, so that figures in a column stand under each other. */
const figures: CSSProperties = { ...oneLine, textAlign: 'end', fontVariantNumeric: 'tabular-nums' };

interface FormattedCellProps<Options, Value> extends CellProps<Options, Value> {
  readonly type: FieldType;
  readonly kind?: 'text' | 'figure';
}

/** What the type's `format` gives, on one line. */
export function FormattedCell<Options extends object, Value>(props: FormattedCellProps<Options, Value>) {
  const { type, kind = 'text', value, options, locale } = props;
  const text = value === null ? '' : type.format(value, { ...(options as object) }, locale);
  return (
    <OrDash empty={text === ''}>
      <span style={kind === 'figure' ? figures : oneLine} title={text.length > 30 ? text : undefined}>
        {text}
      </span>
    </OrDash>
  );
}
