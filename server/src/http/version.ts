import { TenonError } from '../errors.ts';
import type { SignedInCall } from './route.ts';

/** The version that the writer has seen, from If-Match. */
export function versionOf(call: SignedInCall): number {
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(call.request.get('if-match') ?? '');
  if (!match)
    throw new TenonError('version-required', 'Say which version you have seen: If-Match: "<version>"');
  return Number(match[1]);
}
