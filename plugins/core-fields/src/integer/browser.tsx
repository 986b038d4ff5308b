import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { NumberControl } from '../shared/browser/number-control.tsx';
import { FormattedCell } from '../shared/browser/text-cell.tsx';
import { type IntegerOptions, integer } from './index.ts';

function IntegerControl(control: ControlProps<IntegerOptions, number>) {
  return <NumberControl control={control} type={integer} fault="wholeNumber" fits={() => true} />;
}

function IntegerCell(cell: CellProps<IntegerOptions, number>) {
  return <FormattedCell {...cell} type={integer} kind="figure" />;
}

export const integerBrowser = defineBrowserFieldType<IntegerOptions, number>({
  id: 'integer',
  Control: IntegerControl,
  Cell: IntegerCell,
  align: 'end',
  width: 110,
});
