import type { ProblemDetails } from '@tenon/model';
import { ApiError, ConnectionError } from './api-error.ts';

export interface ClientOptions {
  /** Where the API stands, without a slash at the end. */
  readonly base?: string;
  readonly fetch?: typeof fetch;
  /** Sent as Accept-Language, so that the server's sentences come in the reader's language. */
  readonly language: () => string;
  /** The session has ended (or never began). */
  readonly onSignedOut?: () => void;
  /** The release that an answer was given under. */
  readonly onRelease?: (release: number) => void;
  /** True after an answer, false when none came. */
  readonly onConnection?: (connected: boolean) => void;
}

export type QueryValues = { readonly [name: string]: string | number | boolean | undefined };

export interface RequestOptions {
  readonly query?: QueryValues;
  readonly body?: unknown;
  readonly headers?: { readonly [name: string]: string };
  readonly signal?: AbortSignal;
}

export interface UploadOptions extends Pick<RequestOptions, 'query' | 'signal'> {
  /** Hears of shares from 0 to 1. */
  readonly progress?: (share: number) => void;
}

export interface ApiClient {
  /** The token that writes carry; set from each session answer. */
  setCsrf(token: string): void;
  get<T>(path: string, options?: RequestOptions): Promise<T>;
  post<T>(path: string, body?: unknown, options?: RequestOptions): Promise<T>;
  put<T>(path: string, body?: unknown, options?: RequestOptions): Promise<T>;
  patch<T>(path: string, body?: unknown, options?: RequestOptions): Promise<T>;
  delete<T>(path: string, options?: RequestOptions): Promise<T>;
  /** Sends a file as it is, and tells how far it has come. */
  upload<T>(path: string, content: Blob, options: UploadOptions): Promise<T>;
  /** The address of a path, for links and downloads. */
  url(path: string, query?: QueryValues): string;
}

/** The one way to the server. Failures are `ApiError` (the server said no) or `ConnectionError` (nobody answered). */
export function createApiClient(options: ClientOptions): ApiClient {
  const base = options.base ?? '/api/v1';
  let csrf: string | undefined;

  const url = (path: string, query: QueryValues = {}): string => {
    const given = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    );
    const search = new URLSearchParams(given).toString();
    return `${base}${path}${search === '' ? '' : `?${search}`}`;
  };

  async function send<T>(method: string, path: string, request: RequestOptions = {}): Promise<T> {
    const headers = new Headers({ accept: 'application/json', 'accept-language': options.language() });
    if (method !== 'GET' && csrf !== undefined) headers.set('x-csrf-token', csrf);
    const isText = typeof request.body === 'string';
    if (request.body !== undefined)
      headers.set('content-type', isText ? 'text/csv; charset=utf-8' : 'application/json');
    for (const [name, value] of Object.entries(request.headers ?? {})) headers.set(name, value);

    const response = await reach(url(path, request.query), {
      method,
      headers,
      credentials: 'same-origin',
      ...(request.body === undefined
        ? {}
        : { body: isText ? (request.body as string) : JSON.stringify(request.body) }),
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    });
    const release = Number(response.headers.get('x-tenon-release'));
    if (release > 0) options.onRelease?.(release);
    if (response.ok) return (await bodyOf(response)) as T;

    const problem = await problemOf(response);
    if (problem.status === 401 && problem.code !== 'sign-in-failed') options.onSignedOut?.();
    throw new ApiError(problem);
  }

  async function reach(address: string, init: RequestInit): Promise<Response> {
    try {
      const response = await (options.fetch ?? fetch)(address, init);
      options.onConnection?.(true);
      return response;
    } catch (error) {
      if (init.signal?.aborted) throw error;
      options.onConnection?.(false);
      throw new ConnectionError(error);
    }
  }

  /** By XMLHttpRequest, since fetch does not tell how much has gone out. */
  function upload<T>(path: string, content: Blob, request: UploadOptions): Promise<T> {
    return new Promise((resolve, reject) => {
      const sending = new XMLHttpRequest();
      sending.open('POST', url(path, request.query));
      sending.setRequestHeader('accept', 'application/json');
      sending.setRequestHeader('accept-language', options.language());
      if (csrf !== undefined) sending.setRequestHeader('x-csrf-token', csrf);
      sending.setRequestHeader('content-type', content.type || 'application/octet-stream');
      sending.upload.onprogress = ({ loaded, total }) => request.progress?.(total > 0 ? loaded / total : 0);
      sending.onload = () => {
        options.onConnection?.(true);
        if (sending.status >= 200 && sending.status < 300) {
          resolve(JSON.parse(sending.responseText) as T);
          return;
        }
        const problem = problemIn(sending.responseText, sending.status, sending.statusText);
        if (problem.status === 401) options.onSignedOut?.();
        reject(new ApiError(problem));
      };
      sending.onerror = () => {
        options.onConnection?.(false);
        reject(new ConnectionError(new Error('The upload broke off')));
      };
      sending.onabort = () => reject(new DOMException('The upload was stopped', 'AbortError'));
      request.signal?.addEventListener('abort', () => sending.abort(), { once: true });
      sending.send(content);
    });
  }

  return {
    upload,
    setCsrf: (token) => {
      csrf = token;
    },
    get: (path, request) => send('GET', path, request),
    post: (path, body, request) => send('POST', path, { ...request, body }),
    put: (path, body, request) => send('PUT', path, { ...request, body }),
    patch: (path, body, request) => send('PATCH', path, { ...request, body }),
    delete: (path, request) => send('DELETE', path, request),
    url,
  };
}

async function bodyOf(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('json')) return response.json();
  return response.text();
}

/** Whatever stands between us and the server may answer with something else than problem details. */
async function problemOf(response: Response): Promise<ProblemDetails> {
  return problemIn(await response.text(), response.status, response.statusText);
}

function problemIn(text: string, status: number, statusText: string): ProblemDetails {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && 'code' in body && 'status' in body)
      return body as ProblemDetails;
  } catch {
    // Not JSON: told below by its status alone.
  }
  const title = statusText || `HTTP ${status}`;
  return { type: 'about:blank', title, status, code: `http-${status}`, detail: title };
}
