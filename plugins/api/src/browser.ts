export { FieldRegistryContext, useCell, useFieldType } from './field-registry-context.ts';
