/** A closed loop of clients over kept-alive connections: each sends its next request when the last one is answered. */
import { Agent, type RequestOptions, request } from 'node:http';

export interface Shot {
  readonly method: string;
  readonly path: string;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: unknown;
}

export interface Rate {
  readonly perSecond: number;
  readonly failures: number;
}

export const clients = 16;

/** Requests a second that `port` answers for `seconds`. `next` gives the shot number n. */
export async function measure(port: number, seconds: number, next: (n: number) => Shot): Promise<Rate> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const until = performance.now() + seconds * 1_000;
  const started = performance.now();
  let done = 0;
  let failures = 0;
  let number = 0;
  async function client(): Promise<void> {
    while (performance.now() < until) {
      const status = await send(agent, port, next(number++));
      if (status >= 400) failures++;
      else done++;
    }
  }
  await Promise.all(Array.from({ length: clients }, client));
  const elapsed = (performance.now() - started) / 1_000;
  agent.destroy();
  return { perSecond: done / elapsed, failures };
}

export function send(
  agent: Agent,
  port: number,
  shot: Shot,
  onBody?: (text: string) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const body = shot.body === undefined ? undefined : JSON.stringify(shot.body);
    const options: RequestOptions = {
      agent,
      port,
      host: '127.0.0.1',
      method: shot.method,
      path: shot.path,
      headers: {
        ...shot.headers,
        ...(body !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        }),
      },
    };
    const sent = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        onBody?.(Buffer.concat(chunks).toString('utf8'));
        resolve(response.statusCode ?? 0);
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
