import type { CellProps, FieldType } from '@tenon/plugin-api';
import type { CSSProperties } from 'react';
import { OrDash } from './empty-cell.tsx';

/** Whoever draws the cell may give it more lines than one, as rows of some height do. */
const oneLine: CSSProperties = {
  display: 'var(--cell-display, block)',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'var(--cell-space, nowrap)' as CSSProperties['whiteSpace'],
};
const allLines: CSSProperties = { display: 'block', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' };
/** Digits of one width, so that figures in a column stand under each other. */
const figures: CSSProperties = { ...oneLine, textAlign: 'end', fontVariantNumeric: 'tabular-nums' };

interface FormattedCellProps<Options, Value> extends CellProps<Options, Value> {
  readonly type: FieldType;
  readonly kind?: 'text' | 'figure';
}

/** What the type's `format` gives: on one line, or as a whole where there is room. */
export function FormattedCell<Options extends object, Value>(props: FormattedCellProps<Options, Value>) {
  const { type, kind = 'text', value, options, locale, whole } = props;
  const text = value === null ? '' : type.format(value, { ...(options as object) }, locale);
  const line = kind === 'figure' ? figures : oneLine;
  return (
    <OrDash empty={text === ''}>
      <span style={whole ? allLines : line} title={!whole && text.length > 30 ? text : undefined}>
        {text}
      </span>
    </OrDash>
  );
}
