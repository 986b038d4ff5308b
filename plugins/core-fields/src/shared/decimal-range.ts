import type { Text } from '@tenon/documents';
import type { OptionsProblem } from '@tenon/plugin-api';
import { compareDecimals } from './decimal-text.ts';

interface Range {
  readonly min?: string;
  readonly max?: string;
}

export function rangeProblems({ min, max }: Range): readonly OptionsProblem[] {
  if (min === undefined || max === undefined || compareDecimals(min, max) <= 0) return [];
  return [{ pointer: '/max', message: `The maximum ${max} is below the minimum ${min}` }];
}

export function outOfRange(value: string, { min, max }: Range): Text | undefined {
  if (min !== undefined && compareDecimals(value, min) < 0) {
    return { en: `must be at least ${min}`, 'zh-CN': `不能小于 ${min}` };
  }
  if (max !== undefined && compareDecimals(value, max) > 0) {
    return { en: `must be at most ${max}`, 'zh-CN': `不能大于 ${max}` };
  }
  return undefined;
}
