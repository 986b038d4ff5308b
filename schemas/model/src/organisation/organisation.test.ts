import { describe, expect, it } from '@jest/globals';
import { examplesWith, testRegistry } from '../../../../tests/support/configuration.ts';
import { problemsWith } from '../../../../tests/support/problems.ts';
import { compile } from '../compile.ts';

describe('the organisation', () => {
  it('[OR1] an unknown time zone is a problem, and days begin in UTC meanwhile', () => {
    const edit = ['organisation/main', '/timeZone', 'Europe/Berln'] as const;
    expect(problemsWith(edit)).toEqual(['time-zone-unknown organisation/main/timeZone']);
    expect(compile(examplesWith(edit), testRegistry).model.organisation.timeZone).toBe('UTC');
  });

  it('[OR2] there is one, with the id main', () => {
    const other = { kind: 'organisation', id: 'other' };
    expect(compile([other], testRegistry).problems).toMatchObject([{ code: 'organisation-id' }]);
  });

  it('[OR3] the roles of users who were given none exist', () => {
    const edit = ['organisation/main', '/defaultRoles', ['agnt', 'agent']] as const;
    expect(problemsWith(edit)).toEqual(['reference-unknown organisation/main/defaultRoles/0']);
    expect(compile(examplesWith(edit), testRegistry).model.organisation.defaultRoles).toEqual(['agent']);
  });
});
