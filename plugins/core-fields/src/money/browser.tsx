import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { NumberControl } from '../shared/browser/number-control.tsx';
import { FormattedCell } from '../shared/browser/text-cell.tsx';
import { uiText } from '../shared/browser/texts.ts';
import { currencySign } from './currency.ts';
import { fitsMoney, type MoneyOptions, money } from './index.ts';

function MoneyControl(control: ControlProps<MoneyOptions, string>) {
  const { options, locale } = control;
  const currency = options.currency ?? locale.currency;
  return (
    <NumberControl
      control={control}
      type={money}
      fault="amount"
      fits={(value) => fitsMoney(value, { currency })}
      prefix={<span title={currency}>{currencySign(currency, locale.language)}</span>}
    />
  );
}

function MoneyCell(cell: CellProps<MoneyOptions, string>) {
  const { options, locale } = cell;
  const figure = <FormattedCell {...cell} type={money} kind="figure" />;
  if (options.currency === undefined || options.currency === locale.currency) return figure;
  return (
    <span style={{ display: 'block' }} title={`${uiText('counted', locale.language)} ${locale.currency}`}>
      {figure}
    </span>
  );
}

export const moneyBrowser = defineBrowserFieldType<MoneyOptions, string>({
  id: 'money',
  Control: MoneyControl,
  Cell: MoneyCell,
  align: 'end',
  width: 140,
});
