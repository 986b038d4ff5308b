import type { AppConfig, EntityConfig, PageConfig, RecordBody } from '@tenon/model';
import { recordTypeOf } from '../../forms/index.ts';

/** The page of a record: the first that is for its type. */
export function pageFor(config: AppConfig, entity: EntityConfig, record: RecordBody): PageConfig | undefined {
  const type = recordTypeOf(entity, record)?.id;
  return entity.pages
    .flatMap((id) => (Object.hasOwn(config.pages, id) ? (config.pages[id] ?? []) : []))
    .find(
      ({ recordTypes }) => recordTypes === undefined || (type !== undefined && recordTypes.includes(type)),
    );
}
