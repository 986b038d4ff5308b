import type { ViewFieldKind } from '@tenon/plugin-api';
import type { FieldModel } from '../model.ts';
import { isOfRecord } from '../resolve/paths.ts';

/** Whether a view can use a field where it asks for one of a kind. */
export function fitsView(field: FieldModel, kind: ViewFieldKind): boolean {
  if (!isOfRecord(field)) return false;
  if (kind === 'record') return field.relation?.cardinality === 'one';
  if (kind === 'sum') return field.type.summable === true;
  return field.relation === undefined && field.valueType.kind === kind;
}
