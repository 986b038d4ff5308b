export { type ConversionNote, convertSalesforce } from './convert.ts';
export { readSource } from './source.ts';
