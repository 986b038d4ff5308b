import { describe, expect, it } from '@jest/globals';
import { examplesWith, testRegistry } from '../../../../tests/support/configuration.ts';
import { compile } from '../compile.ts';

describe('queues', () => {
  it('[QE1] a queue whose members cannot be told serves nobody', () => {
    const documents = examplesWith(['queue/winback', '/members', { '==': [{ var: 'newsletter' }, true] }]);
    const { model, problems } = compile(documents, testRegistry);
    expect(model.queues.size).toBe(0);
    expect(problems).toMatchObject([{ code: 'unknown-field', document: { kind: 'queue', id: 'winback' } }]);
  });
});
