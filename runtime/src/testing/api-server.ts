import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ApiRequest {
  readonly method: string;
  /** Path under /api/v1, with its query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}
export interface ApiAnswer {
  readonly status?: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: unknown;
  /** In place of `body`: text that is not JSON. */
  readonly text?: string;
}

/** A small HTTP server on loopback that answers as the test says and keeps what it was asked. */
export async function startApiServer(answer: (request: ApiRequest) => ApiAnswer) {
  const requests: ApiRequest[] = [];
  const respond = async (incoming: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const isJson = incoming.headers['content-type']?.includes('json') === true;
    const request: ApiRequest = {
      method: incoming.method ?? '',
      path: (incoming.url ?? '').replace('/api/v1', ''),
      headers: incoming.headers,
      body: text === '' ? undefined : isJson ? JSON.parse(text) : text,
    };
    requests.push(request);
    const { status = 200, headers = {}, body, text: plain } = answer(request);
    const type = plain === undefined ? 'application/json' : 'text/html';
    response.writeHead(status, {
      'content-type': status >= 400 && plain === undefined ? 'application/problem+json' : type,
      ...headers,
    });
    response.end(plain ?? (body === undefined ? '' : JSON.stringify(body)));
  };
  const server = createServer((incoming, response) => {
    respond(incoming, response).catch((error: Error) => response.destroy(error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}/api/v1`,
    requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export const problem = (status: number, code: string, rest: object = {}) => ({
  status,
  body: {
    type: `https://tenon.dev/errors/${code}`,
    title: code,
    status,
    code,
    detail: `It says ${code}`,
    ...rest,
  },
});
