import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { NumberControl } from '../shared/browser/number-control.tsx';
import { FormattedCell } from '../shared/browser/text-cell.tsx';
import { type DecimalOptions, decimal, fitsDecimal } from './index.ts';

function DecimalControl(control: ControlProps<DecimalOptions, string>) {
  return (
    <NumberControl
      control={control}
      type={decimal}
      fault="number"
      fits={(value) => fitsDecimal(value, control.options)}
    />
  );
}

function DecimalCell(cell: CellProps<DecimalOptions, string>) {
  return <FormattedCell {...cell} type={decimal} kind="figure" />;
}

export const decimalBrowser = defineBrowserFieldType<DecimalOptions, string>({
  id: 'decimal',
  Control: DecimalControl,
  Cell: DecimalCell,
  align: 'end',
  width: 130,
});
