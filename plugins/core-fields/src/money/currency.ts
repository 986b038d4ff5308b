/** Decimals of the currency that has most. */
export const mostPlaces = 4;

const known = new Set(Intl.supportedValuesOf('currency'));

/** Decimals that ISO 4217 gives a currency (JPY 0, USD 2, KWD 3); undefined for an unknown code. */
export function currencyPlaces(currency: string): number | undefined {
  if (!known.has(currency)) return undefined;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
}
