/** Uploads and downloads. What was uploaded is never let near our own pages: see the headers of an answer. */
import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { FileBody } from '@tenon/model';
import { TenonError } from '../../errors.ts';
import { type ByteRange, readableFiles, requireRoom } from '../../files/index.ts';
import { flagParameter } from '../input.ts';
import { answered, type Route, type SignedInCall } from '../route.ts';
import type { AppServices } from '../services.ts';

/** 100 MiB; a field may allow less. */
const largestUpload = 100 * 1024 * 1024;
/** Shown by browsers, and nothing in them runs. */
const safeImages = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

export function fileRoutes({ files }: AppServices): readonly Route[] {
  return [
    {
      method: 'post',
      path: '/files',
      needs: 'viewer',
      status: 201,
      rawBody: true,
      async handle(call): Promise<FileBody> {
        // A refusal comes before the file is through; the connection must live to bring it.
        const content = Readable.from(piecesOf(call.request), { objectMode: false });
        try {
          const name = call.query.name ?? '';
          if (name.trim() === '') throw wrong('name', 'Say what the file is called: ?name=');
          if ((call.request.get('content-encoding') ?? 'identity') !== 'identity')
            throw new TenonError('invalid-input', 'The file must not be packed for the way');
          if (Number(call.request.get('content-length') ?? 0) > largestUpload)
            throw new TenonError('file-too-large', `A file may have ${largestUpload} bytes here`);
          await requireRoom(call.context);
          const { id, mediaType, size, ...file } = await files.store(call.context, content, {
            name,
            mediaType: call.request.get('content-type') ?? '',
            purpose: 'field',
            limit: largestUpload,
          });
          return { id, name: file.name, mediaType, size };
        } finally {
          call.request.resume();
        }
      },
    },
    {
      method: 'get',
      path: '/files/:id',
      needs: 'viewer',
      async handle(call) {
        const id = call.params.id ?? '';
        const download = flagParameter(call.query, 'download');
        const known = (await readableFiles(call.context, [id])).get(id);
        if (!known) throw new TenonError('not-found', 'There is no such file');
        return await send(call, files, id, download);
      },
    },
  ];
}

async function send(
  { context, request, response }: SignedInCall,
  files: AppServices['files'],
  id: string,
  download: boolean,
): Promise<typeof answered> {
  const whole = await files.open(context, id);
  const { name, mediaType, size, sha256 } = whole.file;
  const inline = !download && safeImages.has(mediaType);
  const tag = `"${sha256}"`;
  response.setHeader('Content-Type', mediaType);
  response.setHeader('Content-Disposition', disposition(inline ? 'inline' : 'attachment', name));
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  // Kept by the browser, but asked for each time: rights may be gone.
  response.setHeader('Cache-Control', 'private, no-cache');
  response.setHeader('ETag', tag);
  response.setHeader('Accept-Ranges', 'bytes');
  if (request.get('if-none-match') === tag) {
    response.status(304).end();
    return answered;
  }
  const range = rangeOf(request.get('range'), size);
  if (range === 'unsatisfiable') {
    response.status(416).setHeader('Content-Range', `bytes */${size}`);
    response.end();
    return answered;
  }
  if (range) {
    response.status(206).setHeader('Content-Range', `bytes ${range.first}-${range.last}/${size}`);
  }
  response.setHeader('Content-Length', range ? range.last - range.first + 1 : size);
  if (request.method === 'HEAD') {
    response.end();
    return answered;
  }
  const content = range ? (await files.open(context, id, range)).content : whole.content;
  try {
    for await (const bytes of content) {
      if (response.destroyed) break;
      if (!response.write(bytes)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
    response.end();
  } catch {
    // The head has gone out: a connection that breaks is the only way left to say that the rest is missing.
    response.destroy();
  }
  return answered;
}

/** RFC 6266: a name in ASCII for old readers, and the name itself in UTF-8. */
function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${exact}`;
}

/** One range; several, and other units, are answered with the whole. */
function rangeOf(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  const [, from = '', to = ''] = match ?? [];
  if (!match || (from === '' && to === '')) return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return first <= last ? { first, last } : 'unsatisfiable';
}

/** What is sent, without ending the connection when nobody wants the rest. */
async function* piecesOf(request: Readable): AsyncGenerator<Buffer> {
  for await (const piece of request.iterator({ destroyOnReturn: false })) yield piece as Buffer;
}

const wrong = (name: string, message: string) =>
  new TenonError('invalid-input', message, { errors: [{ pointer: name, code: 'required', message }] });
