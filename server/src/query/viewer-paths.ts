/** What rules can say about the viewer: fields of his record, and of records that it refers to. */
import { isOfRecord, type Model } from '@tenon/model';

/** Paths whose values a viewer's `attributes` hold, under these names. */
export function viewerPaths(model: Model): readonly string[] {
  const paths: string[] = [];
  for (const field of model.entities.get('user')?.fields.values() ?? []) {
    if (!isOfRecord(field)) continue;
    paths.push(field.id);
    const target = field.relation && !field.system ? model.entities.get(field.relation.entity) : undefined;
    for (const other of target?.fields.values() ?? []) {
      if (isOfRecord(other)) paths.push(`${field.id}.${other.id}`);
    }
  }
  return paths;
}
