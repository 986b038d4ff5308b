import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { sql } from '@tenon/expressions';
import { DateTime } from 'luxon';
import type { Context } from '../context.ts';
import { TenonError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { AboutFile, StoredFile } from './files.ts';
import { mediaTypeOf } from './media-type.ts';
import { cleanName } from './names.ts';

/** 25 MiB. */
export const defaultFileLimit = 25 * 1024 * 1024;

const chunkSize = 256 * 1024;
/** Time to put an upload into a record before it is cleared away. */
const hoursUnkept = 24;

/**
 * One chunk is in memory at a time, and each is a statement of its own: an upload over a slow line holds up neither a
 * connection nor a transaction.
 */
export async function storeFile(
  context: Context,
  content: Readable,
  about: AboutFile,
  now: string,
): Promise<StoredFile> {
  const { db } = context;
  const limit = about.limit ?? defaultFileLimit;
  const name = cleanName(about.name);
  const id = newId();
  const removeAfter = DateTime.fromISO(now, { zone: 'utc' }).plus({ hours: hoursUnkept }).toISO();
  await db.query(sql`
    insert into tenon.files (id, name, media_type, purpose, chunk_size, by_id, created_at, remove_after)
    values (${id}, ${name}, 'application/octet-stream', ${about.purpose}, ${chunkSize}, ${context.viewer.id}, ${now}, ${removeAfter})`);
  try {
    const hash = createHash('sha256');
    let size = 0;
    let position = 0;
    let mediaType = await mediaTypeOf(Buffer.alloc(0), undefined);
    for await (const chunk of chunked(limited(content, limit))) {
      if (position === 0) mediaType = await mediaTypeOf(chunk, about.mediaType);
      hash.update(chunk);
      size += chunk.length;
      await db.query(sql`
        insert into tenon.file_chunks (file_id, position, bytes) values (${id}, ${position++}, ${chunk})`);
    }
    const sha256 = hash.digest();
    await db.query(
      sql`update tenon.files set size = ${size}, sha256 = ${sha256}, media_type = ${mediaType} where id = ${id}`,
    );
    return { id, name, mediaType, size, sha256: sha256.toString('hex') };
  } catch (error) {
    content.destroy();
    // Where the database is gone as well, the file has no size and is cleared away after its day.
    await db.query(sql`delete from tenon.files where id = ${id}`).catch(() => {});
    throw error;
  }
}

async function* limited(content: Readable, limit: number): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const piece of content as AsyncIterable<Buffer | string>) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    size += bytes.length;
    if (size > limit) throw new TenonError('file-too-large', `A file may have ${limit} bytes here`);
    yield bytes;
  }
}

/** The same bytes in pieces of the chunk size; the last may be shorter. */
async function* chunked(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (let piece of content) {
    while (length + piece.length >= chunkSize) {
      const cut = chunkSize - length;
      yield Buffer.concat([...waiting, piece.subarray(0, cut)]);
      piece = piece.subarray(cut);
      waiting = [];
      length = 0;
    }
    waiting.push(piece);
    length += piece.length;
  }
  if (length > 0) yield Buffer.concat(waiting);
}
