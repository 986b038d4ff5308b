/**
 * Routes as data: one table says for each route who may call it, so that the whole surface can be listed and tested.
 * A handler gets the viewer's context and gives a value; only this folder knows Express.
 */
import type { Capability } from '@tenon/model';
import type { Express, Request, RequestHandler, Response } from 'express';
import type { Context } from '../context.ts';
import { TenonError } from '../errors.ts';
import type { Session } from '../identity/sessions.ts';
import type { LiveRelease } from '../releases/live.ts';

/** `anybody`: without signing in. `viewer`: whoever signed in. Else one of the capabilities named. */
export type Needs = 'anybody' | 'viewer' | readonly Capability[];

export interface Call {
  readonly release: LiveRelease;
  readonly params: { readonly [name: string]: string };
  readonly query: { readonly [name: string]: string };
  readonly body: unknown;
  readonly request: Request;
  readonly response: Response;
}
export interface SignedInCall extends Call {
  readonly context: Context;
  readonly session: Session;
  /** The secret of the cookie, for those who end or keep a session. */
  readonly cookie: string | undefined;
}

interface RouteShape {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below /api/v1, with `:name` for parameters. */
  readonly path: string;
  /** 200, or 204 when the handler gives undefined. */
  readonly status?: number;
  /** Body is handed on as a stream. */
  readonly rawBody?: boolean;
}
export type Route = RouteShape &
  (
    | { readonly needs: 'anybody'; readonly handle: (call: Call) => Promise<unknown> }
    | {
        readonly needs: 'viewer' | readonly Capability[];
        readonly handle: (call: SignedInCall) => Promise<unknown>;
      }
  );

/** Given by a handler that has written the answer itself. */
export const answered = Symbol('answered');

export interface MountOptions {
  readonly release: () => LiveRelease;
  /** Throws `not-authenticated` when nobody is signed in. */
  readonly signedIn: (call: Call) => Promise<SignedInCall>;
  readonly json: RequestHandler;
}

export function mount(app: Express, prefix: string, routes: readonly Route[], options: MountOptions): void {
  for (const route of routes) {
    const handlers: RequestHandler[] = route.rawBody ? [] : [options.json];
    app[route.method](prefix + route.path, ...handlers, async (request, response) => {
      const release = options.release();
      response.setHeader('x-tenon-release', String(release.number));
      const call: Call = {
        release,
        params: request.params as Call['params'],
        query: textParameters(request),
        body: request.body as unknown,
        request,
        response,
      };
      const result =
        route.needs === 'anybody'
          ? await route.handle(call)
          : await route.handle(admit(await options.signedIn(call), route.needs));
      if (result === answered) return;
      if (result === undefined) response.status(204).end();
      else answer(response, route.status ?? 200, result);
    });
  }
}

/** What Express's own `json` gives for our settings (no entity tags of its own, no caching), at a fraction of its work. */
function answer(response: Response, status: number, body: unknown): void {
  const text = Buffer.from(JSON.stringify(body));
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', text.length);
  response.end(text);
}

function admit(call: SignedInCall, needs: 'viewer' | readonly Capability[]): SignedInCall {
  if (
    needs === 'viewer' ||
    needs.some((capability) => call.context.viewer.access.capabilities.has(capability))
  )
    return call;
  throw new TenonError('not-allowed', `This needs the capability ${needs.join(' or ')}`);
}

/** Each parameter is one text: repeated and nested ones are refused before they can surprise anybody. */
function textParameters(request: Request): { readonly [name: string]: string } {
  const parameters: { [name: string]: string } = Object.create(null) as { [name: string]: string };
  const start = request.originalUrl.indexOf('?');
  if (start < 0) return parameters;
  for (const part of request.originalUrl.slice(start + 1).split('&')) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const name = decoded(at < 0 ? part : part.slice(0, at), part);
    const value = decoded(at < 0 ? '' : part.slice(at + 1), name);
    if (name in parameters) {
      throw new TenonError('invalid-input', `The parameter ${name} is given twice`, {
        errors: [{ pointer: name, code: 'repeated', message: 'Give it once' }],
      });
    }
    parameters[name] = value;
  }
  return parameters;
}

function decoded(text: string, name: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new TenonError('invalid-input', `The parameter ${name} is not percent-encoded UTF-8`, {
      errors: [{ pointer: name, code: 'not-utf-8', message: 'Not percent-encoded UTF-8' }],
    });
  }
}
