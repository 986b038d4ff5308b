import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { explain, type Finding } from './explain.ts';

/** JSON Schema 2020-12. */
export type JsonSchema = { readonly [keyword: string]: unknown };

const settings = { allErrors: true, verbose: true, strict: false, validateSchema: false } as const;
// ajv-formats is CommonJS: bundlers and Node disagree on what its default import is.
const addFormats = ('default' in formats ? formats.default : formats) as (ajv: Ajv2020) => unknown;
const mostCompiled = 1000;

/** Checks values against JSON Schemas, each compiled once, and says in our words what is wrong. */
export class SchemaChecker {
  readonly #checking: Validators;
  readonly #filling: Validators;

  constructor(shared: readonly JsonSchema[] = []) {
    this.#checking = new Validators(shared, {});
    this.#filling = new Validators(shared, { useDefaults: true });
  }

  /** Everything that is wrong with a value, one finding per cause. */
  findings(schema: JsonSchema, value: unknown): readonly Finding[] {
    const validate = this.#checking.of(schema);
    return validate(value) ? [] : explain(validate.errors ?? [], value);
  }

  /** A copy of a value with the defaults of its schema filled in. */
  withDefaults<Value>(schema: JsonSchema, value: Value): Value {
    const copy = structuredClone(value);
    this.#filling.of(schema)(copy);
    return copy;
  }
}

/** Compiled schemas, by their text: field types make theirs afresh for each field. */
class Validators {
  readonly #shared: readonly JsonSchema[];
  readonly #options: { readonly useDefaults?: boolean };
  readonly #compiled = new Map<string, ValidateFunction>();
  #known = new WeakMap<JsonSchema, ValidateFunction>();
  #ajv: Ajv2020 | undefined;

  constructor(shared: readonly JsonSchema[], options: { readonly useDefaults?: boolean }) {
    this.#shared = shared;
    this.#options = options;
  }

  of(schema: JsonSchema): ValidateFunction {
    const known = this.#known.get(schema);
    if (known) return known;
    const text = JSON.stringify(schema);
    const validate = this.#compiled.get(text) ?? this.#compile(schema, text);
    this.#known.set(schema, validate);
    return validate;
  }

  #compile(schema: JsonSchema, text: string): ValidateFunction {
    // Schemas come and go with drafts, and Ajv never forgets one: begin anew before they become a leak.
    if (this.#compiled.size >= mostCompiled) {
      this.#compiled.clear();
      this.#known = new WeakMap();
      this.#ajv = undefined;
    }
    this.#ajv ??= this.#fresh();
    const validate = this.#ajv.compile(schema as object);
    this.#compiled.set(text, validate);
    return validate;
  }

  #fresh(): Ajv2020 {
    const ajv = new Ajv2020({ ...settings, ...this.#options });
    addFormats(ajv);
    for (const schema of this.#shared) ajv.addSchema(schema as object);
    return ajv;
  }
}
