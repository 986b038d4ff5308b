export type { ConversionNote } from './conversion.ts';
export { convertSalesforce } from './convert.ts';
export { readSource } from './source.ts';
