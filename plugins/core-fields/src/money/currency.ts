/** Decimals of the currency that has most. */
export const mostPlaces = 4;

const known = new Set(Intl.supportedValuesOf('currency'));

/** Decimals that ISO 4217 gives a currency (JPY 0, USD 2, KWD 3); undefined for an unknown code. */
export function currencyPlaces(currency: string): number | undefined {
  if (!known.has(currency)) return undefined;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
}

/** How people write the currency before an amount: $, ¥, €. */
export function currencySign(currency: string, language: string): string {
  if (!known.has(currency)) return currency;
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  return format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency;
}
