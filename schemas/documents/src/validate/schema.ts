import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { explain, type Finding } from './explain.ts';

/** JSON Schema 2020-12. */
export type JsonSchema = { readonly [keyword: string]: unknown };

const settings = { allErrors: true, verbose: true, strict: false, validateSchema: false } as const;
// ajv-formats is CommonJS: bundlers and Node disagree on what its default import is.
const addFormats = ('default' in formats ? formats.default : formats) as (ajv: Ajv2020) => unknown;

/** Checks values against JSON Schemas, each compiled once, and says in our words what is wrong. */
export class SchemaChecker {
  readonly #ajv = new Ajv2020(settings);
  readonly #filling = new Ajv2020({ ...settings, useDefaults: true });
  readonly #compiled = new Map<string, ValidateFunction>();
  readonly #known = new WeakMap<JsonSchema, ValidateFunction>();

  constructor(shared: readonly JsonSchema[] = []) {
    for (const ajv of [this.#ajv, this.#filling]) {
      addFormats(ajv);
      for (const schema of shared) ajv.addSchema(schema as object);
    }
  }

  /** Everything that is wrong with a value, one finding per cause. */
  findings(schema: JsonSchema, value: unknown): readonly Finding[] {
    const validate = this.#validator(this.#ajv, schema, '');
    return validate(value) ? [] : explain(validate.errors ?? [], value);
  }

  /** A copy of a value with the defaults of its schema filled in. */
  withDefaults<Value>(schema: JsonSchema, value: Value): Value {
    const copy = structuredClone(value);
    this.#validator(this.#filling, schema, 'fill ')(copy);
    return copy;
  }

  #validator(ajv: Ajv2020, schema: JsonSchema, use: string): ValidateFunction {
    const known = use === '' ? this.#known.get(schema) : undefined;
    if (known) return known;
    // Field types make their schemas afresh for each field, so equal text must do for equal schemas.
    const key = use + JSON.stringify(schema);
    let validate = this.#compiled.get(key);
    if (!validate) {
      validate = ajv.compile(schema as object);
      this.#compiled.set(key, validate);
    }
    if (use === '') this.#known.set(schema, validate);
    return validate;
  }
}
