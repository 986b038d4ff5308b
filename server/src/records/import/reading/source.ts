/** Bytes that can be read from any place: a file of ours, or what a stream brought, put by on disk. */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Context } from '../../../context.ts';
import { TenonError } from '../../../errors.ts';
import type { Files } from '../../../files/index.ts';

export interface FileSource {
  readonly size: number;
  /** Both ends included; the whole file without them. */
  read(first?: number, last?: number): AsyncIterable<Buffer>;
}

export async function storedSource(files: Files, context: Context, id: string): Promise<FileSource> {
  const { file } = await files.open(context, id);
  return {
    size: file.size,
    async *read(first = 0, last = file.size - 1) {
      if (last < first) return;
      yield* (await files.open(context, id, { first, last })).content;
    },
  };
}

/** Puts a stream by in a folder of its own until `work` is done. */
export async function withSpooled<T>(
  stream: Readable,
  limit: number,
  work: (source: FileSource) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tenon-import-'));
  const path = join(folder, 'file');
  try {
    await pipeline(stream, limited(limit), createWriteStream(path, { mode: 0o600 }));
    const { size } = await stat(path);
    return await work({
      size,
      read: (first = 0, last = size - 1) => createReadStream(path, { start: first, end: last }),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function limited(limit: number) {
  return async function* (pieces: AsyncIterable<Buffer>) {
    let size = 0;
    for await (const piece of pieces) {
      size += piece.length;
      if (size > limit) throw new TenonError('file-too-large', `A file may have ${limit} bytes here`);
      yield piece;
    }
  };
}
