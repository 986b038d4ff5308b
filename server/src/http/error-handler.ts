/** The one place where failed operations become HTTP (RFC 9457). */

import { randomUUID } from 'node:crypto';
import type { ProblemDetails } from '@tenon/model';
import type { Registry } from '@tenon/plugin-api';
import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { type ErrorClass, errorCatalogue, isTenonError, TenonError } from '../errors.ts';
import { askedLanguage } from './asked-language.ts';
import { errorText } from './error-text.ts';

const status: Record<ErrorClass, number> = {
  InvalidInput: 400,
  NotAuthenticated: 401,
  NotAllowed: 403,
  NotFound: 404,
  Conflict: 409,
  Gone: 410,
  Unprocessable: 422,
  TooLarge: 413,
  PreconditionRequired: 428,
  TooManyRequests: 429,
  Internal: 500,
  Unavailable: 503,
};
const title: Record<ErrorClass, string> = {
  InvalidInput: 'Invalid input',
  NotAuthenticated: 'Not signed in',
  NotAllowed: 'Not allowed',
  NotFound: 'Not found',
  Conflict: 'Conflict',
  Gone: 'Gone',
  Unprocessable: 'Not by the rules',
  TooLarge: 'Too large',
  PreconditionRequired: 'Version required',
  TooManyRequests: 'Too many requests',
  Internal: 'Internal error',
  Unavailable: 'Unavailable',
};

export function errorHandler(log: Logger, registry: Pick<Registry, 'say'>): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    if (response.headersSent) {
      log.error({ err: thrown, path: request.path }, 'failed after the answer had begun');
      next(thrown);
      return;
    }
    const error = translate(thrown);
    const kind = errorCatalogue[error.code];
    const incident = kind === 'Internal' ? randomUUID() : undefined;
    if (incident)
      log.error({ err: thrown, incident, method: request.method, path: request.path }, 'request failed');
    const language = askedLanguage(request) ?? 'en';
    const body: ProblemDetails = {
      type: `https://tenon.dev/errors#${error.code}`,
      title: errorText(title[kind], language, registry),
      status: status[kind],
      code: error.code,
      detail: errorText(error.message, language, registry),
      ...(error.errors && {
        errors: error.errors.map((each) => ({
          ...each,
          message: errorText(each.message, language, registry),
        })),
      }),
      ...(error.current && { current: error.current as ProblemDetails['current'] }),
      ...(error.duplicates && { duplicates: error.duplicates }),
      ...(error.problems && { problems: error.problems }),
      ...(incident && { incident }),
    };
    const retryAfter = error.retryAfterSeconds ?? (kind === 'Unavailable' ? 2 : undefined);
    if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter));
    response.status(status[kind]).type('application/problem+json').send(JSON.stringify(body));
  };
}

/** What Express, the body parser and Postgres throw, in our terms; anything else is our own mistake. */
function translate(thrown: unknown): TenonError {
  if (isTenonError(thrown)) return thrown;
  const {
    type,
    status: given,
    code,
    message,
  } = (thrown ?? {}) as { type?: string; status?: number; code?: string; message?: string };
  if (type === 'entity.parse.failed')
    return new TenonError('invalid-json', `The body is not JSON: ${message ?? ''}`);
  if (type === 'entity.too.large') return new TenonError('too-large', 'The body is larger than allowed');
  if (
    type === 'encoding.unsupported' ||
    type === 'charset.unsupported' ||
    type === 'request.size.invalid' ||
    type === 'request.aborted'
  ) {
    return new TenonError('invalid-input', 'The body cannot be read');
  }
  if (thrown instanceof URIError || given === 400)
    return new TenonError('invalid-input', 'The address is not well formed');
  if (code === '57014') return new TenonError('timed-out', 'This took longer than allowed; narrow it down');
  if (code !== undefined && /^(08|57P0|53)|^ECONN/.test(code))
    return new TenonError('database-unavailable', 'The database cannot be reached right now');
  return new TenonError('internal', 'Something failed on our side; the incident id finds it in the log', {
    cause: thrown,
  });
}
