import { describe, expect, it } from '@jest/globals';
import { cronFault } from './cron.ts';

describe('cronFault', () => {
  it.each([
    '* * * * *',
    '0 8 * * mon-fri',
    '*/15 8-18 * * 1-5',
    '0 0 1,15 jan,JUL *',
    '5/10 * * * *',
    '0 0 29 2 *',
    '0 0 31 2 1',
    '0 0 * * 7',
  ])('[AR5] %s is a schedule', (line) => expect(cronFault(line)).toBeUndefined());

  it.each([
    '',
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 8',
    '5-1 * * * *',
    '*/0 * * * *',
    'a * * * *',
    '1,,2 * * * *',
    '0 0 31 2,4 *',
    '1-2-3 * * * *',
  ])('[AR5] %j is none', (line) => expect(cronFault(line)).toEqual(expect.any(String)));
});
