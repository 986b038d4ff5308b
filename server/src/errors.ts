/**
 * Failed operations. Errors know nothing of HTTP beyond the meaning of their class; http/error-handler.ts alone
 * translates. Compare by `code`, never by instanceof.
 */
import type { Problem } from '@tenon/documents';
import type { SuspectBody } from '@tenon/model';

/** Every code with the meaning class it belongs to. Codes are permanent and described in docs/errors.md. */
export const errorCatalogue = {
  'invalid-input': 'InvalidInput',
  'invalid-json': 'InvalidInput',
  'invalid-values': 'InvalidInput',
  'invalid-query': 'InvalidInput',
  'invalid-cursor': 'InvalidInput',
  'invalid-mapping': 'InvalidInput',
  'invalid-configuration': 'InvalidInput',
  'limit-exceeded': 'InvalidInput',
  'rules-broken': 'Unprocessable',
  'not-authenticated': 'NotAuthenticated',
  'sign-in-failed': 'NotAuthenticated',
  'not-allowed': 'NotAllowed',
  'csrf-missing': 'NotAllowed',
  'not-found': 'NotFound',
  'version-conflict': 'Conflict',
  'unique-conflict': 'Conflict',
  'state-conflict': 'Conflict',
  duplicate: 'Conflict',
  merged: 'Gone',
  'release-conflict': 'Conflict',
  'draft-conflict': 'Conflict',
  'limit-reached': 'Conflict',
  'secret-damaged': 'Conflict',
  'version-required': 'PreconditionRequired',
  'too-many-requests': 'TooManyRequests',
  'too-large': 'TooLarge',
  'file-too-large': 'TooLarge',
  'timed-out': 'Unavailable',
  'database-unavailable': 'Unavailable',
  'secrets-unavailable': 'Unavailable',
  internal: 'Internal',
} as const;

export type ErrorCode = keyof typeof errorCatalogue;
export type ErrorClass = (typeof errorCatalogue)[ErrorCode];

export interface ErrorDetail {
  /** JSON Pointer into the request body, or the name of a query parameter. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

export interface TenonErrorOptions {
  readonly errors?: readonly ErrorDetail[];
  /** For version conflicts: the present values, as the viewer may see them. */
  readonly current?: { readonly [field: string]: unknown };
  readonly problems?: readonly Problem[];
  /** For `duplicate`: what the record looks like, as far as the viewer may see it. */
  readonly duplicates?: readonly SuspectBody[];
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

export class TenonError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly ErrorDetail[] | undefined;
  readonly current: { readonly [field: string]: unknown } | undefined;
  readonly problems: readonly Problem[] | undefined;
  readonly duplicates: readonly SuspectBody[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options: TenonErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = errorCatalogue[code];
    this.code = code;
    this.errors = options.errors;
    this.current = options.current;
    this.problems = options.problems;
    this.duplicates = options.duplicates;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

export function isTenonError(error: unknown): error is TenonError {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    Object.hasOwn(errorCatalogue, error.code)
  );
}
