/** Bodies that come and go piece by piece. */
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { Response } from 'express';
import { answered } from './route.ts';

/** What is sent, without ending the connection when nobody wants the rest. */
export async function* piecesOf(request: Readable): AsyncGenerator<Buffer> {
  for await (const piece of request.iterator({ destroyOnReturn: false })) yield piece as Buffer;
}

/**
 * Answers with a file, no faster than it is taken. Its first piece is made before the headers go out, so that a refusal is
 * still a clean answer.
 */
export async function sendPieces(
  response: Response,
  pieces: AsyncIterable<string | Uint8Array>,
  headers: { readonly [name: string]: string },
): Promise<typeof answered> {
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    let next = await iterator.next();
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    for (; !next.done && !response.destroyed; next = await iterator.next()) {
      if (!response.write(next.value)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
  } finally {
    await iterator.return?.(undefined);
  }
  response.end();
  return answered;
}
