import { describe, expect, it } from '@jest/globals';
import { examplesWith, testRegistry } from '../../../../tests/support/configuration.ts';
import { compile } from '../compile.ts';

const compiled = (...edits: readonly (readonly [string, string, unknown])[]) =>
  compile(examplesWith(...edits), testRegistry);

describe('duplicate rules', () => {
  it('have defaults said, and each way its similar field apart', () => {
    const rule = compiled().model.duplicateRules.get('same_customer');
    expect(rule).toMatchObject({ action: 'warn', where: undefined });
    expect(rule?.ways.map(({ parts, similar }) => [parts.map(({ how }) => how), similar?.threshold])).toEqual(
      [
        [['email'], undefined],
        [[], 0.8],
      ],
    );
  });

  it.each([
    [['/match/0/all/0/field', 'emali'], 'path-unknown', '/match/0/all/0/field'],
    [['/match/0/all/0/field', 'id'], 'match-unfit', '/match/0/all/0/field'],
    [['/match/1/all/1', { field: 'email', how: 'fuzzy' }], 'match-similar-twice', '/match/1/all/1/how'],
    [['/where', { '==': [{ var: 'owner.name' }, 'x'] }], 'match-where-far', '/where'],
  ] as const)('a rule that says %j is left out, and said why', ([pointer, value], code, at) => {
    const { model, problems } = compiled([`duplicate-rule/same_customer`, pointer, value]);
    expect(model.duplicateRules.size).toBe(0);
    expect(problems).toMatchObject([
      { code, pointer: at, document: { kind: 'duplicate-rule', id: 'same_customer' } },
    ]);
  });
});
