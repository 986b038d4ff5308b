import type { ErrorCode } from '../errors.ts';
import { type ErrorDetail, TenonError } from '../errors.ts';

const mostTold = 100;

/** Collects everything that is wrong with a request, so that all of it is told at once. */
export class Mistakes {
  readonly #list: ErrorDetail[] = [];

  add(pointer: string, code: string, message: string): undefined {
    this.#list.push({ pointer, code, message });
    return undefined;
  }

  get list(): readonly ErrorDetail[] {
    return this.#list;
  }

  has(pointer: string): boolean {
    return this.#list.some((mistake) => mistake.pointer === pointer);
  }

  get any(): boolean {
    return this.#list.length > 0;
  }

  /** At most the first hundred are told. */
  throwIfAny(code: ErrorCode, message: string): void {
    if (!this.any) return;
    // One limit passed is the more telling answer when nothing else is wrong.
    const onlyLimits = this.#list.every((mistake) => mistake.code === 'limit-exceeded');
    throw new TenonError(onlyLimits ? 'limit-exceeded' : code, message, {
      errors: this.#list.slice(0, mostTold),
    });
  }
}

export function pointerTo(...steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
