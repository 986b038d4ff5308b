import type { BrowserFieldType, CellProps, ControlProps } from '@tenon/plugin-api';
import { Input } from 'antd';
import { OrDash } from './empty-cell.tsx';

type Options = { readonly [option: string]: unknown };

/** Where a computed field stands before the configuration is compiled: nothing to write, nothing to show yet. */
function ComputedControl({ id, value, label, describedBy }: ControlProps<Options, unknown>) {
  const text = value === null || value === undefined ? '' : String(value);
  return <Input id={id} value={text} aria-label={label} aria-describedby={describedBy} readOnly disabled />;
}

function ComputedCell({ value }: CellProps<Options, unknown>) {
  const empty = value === null || value === undefined;
  return <OrDash empty={empty}>{empty ? '' : String(value)}</OrDash>;
}

export const computedBrowser: Omit<BrowserFieldType, 'id'> = { Control: ComputedControl, Cell: ComputedCell };
