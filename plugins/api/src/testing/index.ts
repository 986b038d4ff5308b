export {
  describeFieldType,
  type FieldTypeKit,
  type FieldTypeSamples,
  type Queryable,
} from './describe-field-type.ts';
