import { describe, expect, it } from '@jest/globals';
import {
  type Edits,
  exampleDocuments,
  examplesWith,
  testRegistry,
} from '../../../../tests/support/configuration.ts';
import { problemsWith } from '../../../../tests/support/problems.ts';
import { appConfigFor } from '../app-config/app-config.ts';
import { describeChanges } from '../changes/describe-changes.ts';
import { compile } from '../compile.ts';
import { accessOf } from '../permissions/access-of.ts';

const at = 'entity/contract';
const one = (pointer: string, value: unknown): Edits => [[at, pointer, value]];
const contractOf = (...edits: Edits) => {
  const { model, problems } = compile(examplesWith(...edits), testRegistry);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const entity = model.entities.get('contract');
  if (!entity) throw new Error('There is no contract');
  return { model, entity };
};

describe('constraints', () => {
  it('[CS1] bring their fields: the record type first, since when beside its stage', () => {
    const { entity } = contractOf();
    const own = [...entity.fields.values()].filter(({ system }) => !system).map(({ id }) => id);
    expect(own.slice(0, 6)).toEqual(['record_type', 'name', 'customer', 'code', 'state', 'state_since']);
    expect(entity.fields.get('record_type')).toMatchObject({
      default: 'service',
      valueType: { kind: 'choice', options: ['service', 'purchase'] },
    });
    expect(entity.fields.get('state_since')).toMatchObject({
      label: { en: 'State since', 'zh-CN': '状态开始时间' },
      readOnly: true,
      keptBy: 'stages',
    });
    const { constraints } = entity;
    expect(constraints.recordTypes?.default).toBe('service');
    expect(constraints.stages).toMatchObject({ stages: ['draft', 'signed', 'ended'], initial: ['draft'] });
    expect([...constraints.conditions.keys()]).toEqual(['amount', 'signed_on']);
  });

  it.each([
    [
      'a condition over no field',
      '/fields/5/readOnlyWhen',
      { '==': [{ var: 'nowhere' }, 1] },
      'unknown-field',
      '/fields/5/readOnlyWhen/==/0/var',
    ],
    ['no condition', '/fields/5/readOnlyWhen', 5, 'type-mismatch', '/fields/5/readOnlyWhen'],
    [
      'a viewer out of reach',
      '/rules/0/must',
      { '==': [{ var: 'viewer.team.parent.name' }, 'x'] },
      'viewer-path-long',
      '/rules/0/must',
    ],
    ['a rule marks no field', '/rules/0/fields/0', 'nowhere', 'path-unknown', '/rules/0/fields/0'],
    [
      'two rules of one id',
      '/rules/-',
      { id: 'ends_later', label: 'x', must: true, message: 'x' },
      'id-repeated',
      '/rules/1/id',
    ],
    ['unique over no field', '/uniques/0/fields/1', 'nowhere', 'path-unknown', '/uniques/0/fields/1'],
    [
      'unique over a system field',
      '/uniques/0/fields/1',
      'created_at',
      'unique-impossible',
      '/uniques/0/fields/1',
    ],
    [
      'no case to ignore',
      '/uniques/0/fields',
      ['customer', 'ends_on'],
      'ignore-case-idle',
      '/uniques/0/ignoreCase',
    ],
    ['ignoreCase without unique', '/fields/0/ignoreCase', true, 'ignore-case-idle', '/fields/0/ignoreCase'],
    ['no such record type', '/defaultRecordType', 'servise', 'record-type-unknown', '/defaultRecordType'],
    [
      'a form that is not there',
      '/recordTypes/0/form',
      'nowhere',
      'reference-unknown',
      '/recordTypes/0/form',
    ],
    ['a form of others', '/recordTypes/0/form', 'customer', 'entity-differs', '/recordTypes/0/form'],
    [
      'choices of no choice',
      '/recordTypes/1/choices/0/field',
      'name',
      'choice-due',
      '/recordTypes/1/choices/0/field',
    ],
    [
      'no such option',
      '/recordTypes/1/choices/0/options/0',
      'onse',
      'option-unknown',
      '/recordTypes/1/choices/0/options/0',
    ],
    [
      'a default that is not offered',
      '/fields/4/default',
      'yearly',
      'default-not-offered',
      '/recordTypes/1/choices/0/options',
    ],
    ['stages of no choice', '/stages/field', 'name', 'choice-due', '/stages/field'],
    ['no such stage', '/stages/transitions/0/to/0', 'sighed', 'option-unknown', '/stages/transitions/0/to/0'],
    ['a start elsewhere', '/stages/initial', ['signed'], 'default-not-initial', '/stages/initial'],
    ['a stage out of reach', '/stages/transitions/1/to', ['draft'], 'stage-unreached', '/stages/transitions'],
    [
      'a field nobody writes',
      '/stages/transitions/0/required',
      ['created_at'],
      'not-writable',
      '/stages/transitions/0/required/0',
    ],
    [
      'no such role',
      '/stages/transitions/1/roles/0',
      'boss',
      'reference-unknown',
      '/stages/transitions/1/roles/0',
    ],
    ['the field that stages bring', '/fields/6/id', 'state_since', 'id-repeated', '/fields/6/id'],
    ['the field of record types', '/fields/6/id', 'record_type', 'id-repeated', '/fields/6/id'],
  ])('[CS2] %s is a problem at its place', (_name, pointer, value, code, place) => {
    expect(problemsWith(...one(pointer, value))).toContain(`${code} ${at}${place}`);
  });

  it('[CS3] a part that is wrong is left out whole', () => {
    const broken = (pointer: string, value: unknown) =>
      compile(examplesWith([at, pointer, value]), testRegistry).model.entities.get('contract')?.constraints;
    expect(broken('/uniques/0/fields/1', 'nowhere')?.uniques).toEqual([]);
    expect(broken('/rules/0/must', { nope: [] })?.rules).toEqual([]);
    expect(broken('/stages/transitions/0/required', ['nowhere'])?.stages?.transitions).toHaveLength(1);
    expect(broken('/stages/field', 'name')?.stages).toBeUndefined();
  });

  it('[CS4] the apps know what the viewer may know', () => {
    const { model } = contractOf();
    const known = (roles: readonly string[], ...edits: Edits) => {
      const { model: other } = edits.length > 0 ? contractOf(...edits) : { model };
      return appConfigFor(other, accessOf(other, roles), 1, roles).entities.contract?.constraints;
    };
    const manager = known(['manager']);
    expect(manager).toMatchObject({
      rules: [{ id: 'ends_later', fields: ['ends_on'] }],
      recordTypes: {
        default: 'service',
        types: [{ id: 'service' }, { id: 'purchase', choices: { billing: ['once'] } }],
      },
    });
    expect(manager?.stages?.transitions.map(({ to }) => to)).toEqual([['signed'], ['ended']]);
    const grant = {
      entity: 'contract',
      actions: ['read', 'update'],
      fields: { hidden: ['signed_on', 'record_type'] },
    };
    const agent = known(['agent'], ['role/agent', '/grants/-', grant]);
    expect(agent?.stages?.transitions.map(({ to }) => to)).toEqual([['signed']]);
    expect(JSON.stringify(agent)).not.toContain('signed_on');
    expect(agent?.recordTypes).toBeNull();
  });

  it.each([
    ['/rules/0/must', true, 'Contract: rule Ends after it was signed: condition changed', '条件已修改'],
    ['/uniques', undefined, 'Contract: unique combination Customer name removed', '移除唯一组合'],
    [
      '/stages/transitions/1',
      undefined,
      'Contract: transition signed → ended removed',
      '移除阶段变更“signed → ended”',
    ],
    [
      '/stages/transitions/0/required',
      undefined,
      'Contract: transition draft → signed: required removed',
      '阶段变更“draft → signed”：移除必填',
    ],
    [
      '/recordTypes/1/label/en',
      'Buy',
      'Contract: record type Buy: label changed from “Purchase” to “Buy”',
      '业务类型',
    ],
    ['/fields/2/ignoreCase', undefined, 'Contract: field Code: ignoring of case removed', '移除忽略大小写'],
  ])('[CS5] a change of %s is told in words', (pointer, value, english, chinese) => {
    const [change] = describeChanges(exampleDocuments(), examplesWith([at, pointer, value]));
    expect(change?.sentences[0]?.en).toContain(english);
    expect(change?.sentences[0]?.['zh-CN']).toContain(chinese);
  });
});
