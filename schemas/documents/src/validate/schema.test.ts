import { describe, expect, it } from '@jest/globals';
import { SchemaChecker } from './schema.ts';

describe('SchemaChecker', () => {
  it('fills in the defaults of a schema in a copy', () => {
    const checker = new SchemaChecker();
    const value = Object.freeze({ a: 1 });
    const schema = { type: 'object', properties: { a: {}, b: { default: 2 } } };
    expect(checker.withDefaults(schema, value)).toEqual({ a: 1, b: 2 });
    expect(value).toEqual({ a: 1 });
  });

  it('goes on after more schemas than it remembers, those with an id included', () => {
    const checker = new SchemaChecker();
    const named = { $id: 'https://example.org/named', type: 'string' };
    for (let most = 0; most < 1005; most++) {
      expect(checker.findings({ type: 'number', maximum: most }, most + 1)).toHaveLength(1);
    }
    expect(checker.findings(named, 1)).toHaveLength(1);
    expect(checker.findings({ ...named }, 'a')).toHaveLength(0);
  });

  it('says what a value is not, with the limit', () => {
    const checker = new SchemaChecker();
    const findings = (schema: object, value: unknown) =>
      checker.findings({ ...schema }, value).map(({ code, details }) => [code, details.limit]);
    expect(findings({ minimum: 3 }, 2)).toEqual([['value-range', 3]]);
    expect(findings({ maxLength: 1 }, '😀😀')).toEqual([['value-length', 1]]);
    expect(findings({ maxItems: 1 }, [1, 2])).toEqual([['items-count', 1]]);
    expect(findings({ uniqueItems: true }, [1, 1])).toEqual([['items-repeated', undefined]]);
    expect(findings({ not: {} }, 1)).toEqual([['value-invalid', undefined]]);
  });
});
