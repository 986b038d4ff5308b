/** Who may have which file: whoever uploaded it, and whoever may read a field of a record that holds it. */
import { sql } from '@tenon/expressions';
import { type Context, queryable } from '../context.ts';
import { isTenonError } from '../errors.ts';
import { isId } from '../ids.ts';
import { entityFor } from '../query/authorize.ts';
import type { VisibleEntity } from '../query/visible.ts';
import { findRecords } from '../records/find.ts';

export interface KnownFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
}

interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly media_type: string;
  readonly size: string;
  readonly by_id: string | null;
  readonly referred: boolean;
}

interface Reference {
  readonly file_id: string;
  readonly entity: string;
  readonly field: string;
  readonly record_id: string;
}

/** Records that are asked about one file before it counts as out of reach. */
const mostReferences = 1_000;

/** Those of the files that the viewer may read. An upload belongs to its uploader until a record holds it. */
export async function readableFiles(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KnownFile>> {
  const wanted = [...new Set(ids)].filter(isId);
  if (wanted.length === 0) return new Map();
  const rows = await queryable(context).query<FileRow>(sql`
    select f.id, f.name, f.media_type, f.size, f.by_id,
           exists (select from tenon.file_references r where r.file_id = f.id) as referred
    from tenon.files f
    where f.id = any(${sql.value(wanted, 'uuid[]')}) and f.purpose = 'field' and f.sha256 is not null`);
  const system = context.viewer.id === null;
  const own = (row: FileRow) => system || (!row.referred && row.by_id === context.viewer.id);
  const others = rows.filter((row) => !own(row)).map(({ id }) => id);
  const shared = await heldByReadable(context, others);
  return new Map(
    rows
      .filter((row) => own(row) || shared.has(row.id))
      .map(({ id, name, media_type: mediaType, size }) => [id, { id, name, mediaType, size: Number(size) }]),
  );
}

async function heldByReadable(context: Context, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const readable = new Set<string>();
  if (ids.length === 0) return readable;
  const references = await queryable(context).query<Reference>(sql`
    select file_id, entity, field, record_id from tenon.file_references
    where file_id = any(${sql.value(ids, 'uuid[]')})
    order by record_id desc limit ${sql.value(mostReferences, 'bigint')}`);
  const byEntity = Map.groupBy(references, ({ entity }) => entity);
  for (const [entityId, held] of byEntity) {
    const entity = visibleEntity(context, entityId);
    const seen = held.filter(({ field }) => entity?.fields.has(field));
    if (seen.length === 0) continue;
    const records = [...new Set(seen.map(({ record_id }) => record_id))];
    const found = await findRecords(context, entityId, records, { paths: [idPath(entity)] });
    const live = new Set(found.map(({ record }) => record.id));
    for (const { file_id, record_id } of seen) if (live.has(record_id)) readable.add(file_id);
  }
  return readable;
}

function idPath(entity: VisibleEntity | undefined) {
  const field = entity?.entity.fields.get('id');
  if (!field) throw new Error('Every entity has an id');
  return { path: 'id', steps: [field], field };
}

/** The entity as the viewer sees it; undefined when he may not read it, or it is no more. */
function visibleEntity(context: Context, id: string): VisibleEntity | undefined {
  try {
    return entityFor(context, id, 'read');
  } catch (error) {
    if (isTenonError(error) && (error.code === 'not-found' || error.code === 'not-allowed')) return undefined;
    throw error;
  }
}
