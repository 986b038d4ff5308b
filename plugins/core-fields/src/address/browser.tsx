import { textIn } from '@tenon/documents';
import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { useMemo } from 'react';
import type { Reading } from '../shared/browser/draft-input.tsx';
import { PartsControl } from '../shared/browser/parts-control.tsx';
import { sentence } from '../shared/browser/sentence.ts';
import { FormattedCell } from '../shared/browser/text-cell.tsx';
import { type Address, type AddressPart, addressOf } from './address.ts';
import { countries, countryName } from './countries.ts';
import { type AddressOptions, address, longest } from './index.ts';

const spans: { readonly [P in AddressPart]: number } = {
  street: 12,
  city: 6,
  region: 6,
  postal_code: 4,
  country: 8,
};

function AddressControl(control: ControlProps<AddressOptions, Address>) {
  const { options } = control;
  const { language } = control.locale;
  const choices = useMemo(
    () =>
      countries
        .map((value) => ({ value, label: countryName(value, language) }))
        .sort((a, b) => a.label.localeCompare(b.label, language)),
    [language],
  );
  // From small to large, or the other way round where readers write it so.
  const order: readonly AddressPart[] =
    language === 'zh-CN'
      ? ['country', 'postal_code', 'region', 'city', 'street']
      : ['street', 'city', 'region', 'postal_code', 'country'];
  const read = (texts: { readonly [part: string]: string | undefined }): Reading<Address> => {
    const value = addressOf((part) => texts[part]?.replace(/\r\n?/g, '\n'));
    if (!value) return { value: null };
    const refusal = address.check?.(value, options);
    return refusal ? { fault: sentence(textIn(refusal, language), language) } : { value };
  };
  return (
    <PartsControl
      control={control}
      read={read}
      parts={order.map((part) => ({
        id: part,
        label: textIn(address.parts?.[part]?.label, language, part),
        span: spans[part],
        ...(part === 'country' ? { choices } : { maxLength: longest[part] }),
        ...(part === 'street' ? { lines: true } : {}),
      }))}
    />
  );
}

function AddressCell(cell: CellProps<AddressOptions, Address>) {
  return <FormattedCell {...cell} type={address} />;
}

export const addressBrowser = defineBrowserFieldType<AddressOptions, Address>({
  id: 'address',
  Control: AddressControl,
  Cell: AddressCell,
  width: 280,
});
