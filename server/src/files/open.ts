import { sql } from '@tenon/expressions';
import { type Context, queryable } from '../context.ts';
import type { Queryable } from '../database/index.ts';
import { TenonError } from '../errors.ts';
import { isId } from '../ids.ts';
import type { ByteRange, OpenedFile } from './files.ts';

interface FileRow {
  readonly name: string;
  readonly media_type: string;
  readonly size: string;
  readonly sha256: Buffer;
  readonly chunk_size: number;
}

export async function openFile(context: Context, id: string, range?: ByteRange): Promise<OpenedFile> {
  const db = queryable(context);
  const [row] = isId(id)
    ? await db.query<FileRow>(sql`
        select name, media_type, size, sha256, chunk_size from tenon.files
        where id = ${id} and sha256 is not null`)
    : [];
  if (!row) throw new TenonError('not-found', 'There is no such file');
  const size = Number(row.size);
  const file = { id, name: row.name, mediaType: row.media_type, size, sha256: row.sha256.toString('hex') };
  return { file, content: bytes(db, id, row.chunk_size, range ?? { first: 0, last: size - 1 }) };
}

/** A statement a chunk: a reader that is slow, or goes away, holds nothing. */
async function* bytes(
  db: Queryable,
  id: string,
  chunkSize: number,
  { first, last }: ByteRange,
): AsyncGenerator<Buffer> {
  for (let start = first; start <= last; ) {
    const position = Math.floor(start / chunkSize);
    const [row] = await db.query<{ bytes: Buffer }>(sql`
      select bytes from tenon.file_chunks where file_id = ${id} and position = ${position}`);
    if (!row) throw new TenonError('not-found', 'The file was removed while it was read');
    const from = position * chunkSize;
    yield row.bytes.subarray(start - from, last + 1 - from);
    start = from + chunkSize;
  }
}
