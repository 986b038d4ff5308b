import type { ProblemDetails } from '@tenon/model';

/** A request that the server answered with a problem. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: ProblemDetails;

  constructor(problem: ProblemDetails) {
    super(problem.detail || problem.title);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.problem = problem;
  }
}

/** No answer came: the network or the server is away. What was sent may or may not have been done. */
export class ConnectionError extends Error {
  constructor(cause: unknown) {
    super('No connection to the server', { cause });
    this.name = 'ConnectionError';
  }
}
