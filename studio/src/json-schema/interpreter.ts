/**
 * Stands in for Ajv in the browser, where the page's policy forbids the code that Ajv writes: the same door, the same
 * errors, but schemas are read each time instead of compiled. The build puts it in Ajv's place (vite.config.ts).
 */
import type { ErrorObject } from 'ajv';

type Schema = { readonly [keyword: string]: unknown };
type Json = { readonly [key: string]: unknown };
type Format = RegExp | ((text: string) => boolean);

interface Validate {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** A schema at a place, with the document that its references start from. */
interface Scope {
  readonly root: Schema;
  readonly schemaPath: string;
  readonly instancePath: string;
  /** Defaults are not filled in while alternatives are tried. */
  readonly fills: boolean;
}

type Report = (keyword: string, params: Json, message: string) => void;
type Check = (
  given: unknown,
  data: unknown,
  schema: Schema,
  scope: Scope,
  report: Report,
  errors: ErrorObject[],
) => void;

/** What says nothing about a value. */
const annotations = new Set([
  ...['$schema', '$id', '$defs', 'definitions', '$comment', 'title', 'description', 'default', 'examples'],
  ...['deprecated', 'readOnly', 'writeOnly', 'tsType', 'then', 'else'],
]);

export class Ajv2020 {
  readonly #schemas = new Map<string, Schema>();
  readonly #formats = new Map<string, Format>();
  readonly #useDefaults: boolean;

  constructor(options: { readonly useDefaults?: boolean } = {}) {
    this.#useDefaults = options.useDefaults === true;
  }

  addSchema(schema: Schema): this {
    if (typeof schema.$id === 'string') this.#schemas.set(schema.$id, schema);
    return this;
  }

  addFormat(name: string, format: Format): this {
    this.#formats.set(name, format);
    return this;
  }

  compile(schema: Schema): Validate {
    const validate: Validate = (value) => {
      const errors: ErrorObject[] = [];
      const scope = { root: schema, schemaPath: '#', instancePath: '', fills: this.#useDefaults };
      this.#check(schema, value, scope, errors);
      validate.errors = errors.length > 0 ? errors : null;
      return errors.length === 0;
    };
    return validate;
  }

  #check(schema: unknown, data: unknown, scope: Scope, errors: ErrorObject[]): void {
    if (schema === true) return;
    const add = (parent: Schema, keyword: string, params: Json, message: string) =>
      errors.push({
        keyword,
        params,
        message,
        instancePath: scope.instancePath,
        schemaPath: `${scope.schemaPath}/${keyword}`,
        schema: parent[keyword],
        parentSchema: parent as Record<string, unknown>,
        data,
      } as ErrorObject);
    if (schema === false) {
      add({}, 'false schema', {}, 'boolean schema is false');
      return;
    }
    const own = schema as Schema;
    const report: Report = (keyword, params, message) => add(own, keyword, params, message);
    if (own.type !== undefined && !hasType(data, own.type)) {
      report('type', { type: own.type }, `must be ${[own.type].flat().join(',')}`);
    }
    if (scope.fills && isObject(own.properties) && isObject(data)) fillIn(own.properties, data);
    for (const [keyword, given] of Object.entries(own)) {
      if (keyword === 'type' || annotations.has(keyword)) continue;
      const check = Object.hasOwn(this.#checks, keyword) ? this.#checks[keyword] : undefined;
      if (!check) throw new Error(`The schema keyword '${keyword}' cannot be checked in the browser`);
      check(given, data, own, scope, report, errors);
    }
  }

  #passes(schema: unknown, data: unknown, scope: Scope): boolean {
    const errors: ErrorObject[] = [];
    this.#check(schema, data, { ...scope, fills: false }, errors);
    return errors.length === 0;
  }

  #resolve(reference: string, { root }: Scope): { readonly schema: unknown; readonly root: Schema } {
    const [file = '', path = ''] = reference.split('#');
    const base = typeof root.$id === 'string' ? root.$id : 'https://tenon.dev/';
    const target = file === '' ? root : this.#schemas.get(new URL(file, base).href);
    let found: unknown = target;
    for (const key of path.split('/').slice(1)) {
      const name = decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~');
      found = isObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
    }
    if (!target || found === undefined) throw new Error(`can't resolve reference ${reference}`);
    return { schema: found, root: target };
  }

  readonly #inside = (scope: Scope, schemaKeys: string, key?: string | number): Scope => ({
    ...scope,
    schemaPath: `${scope.schemaPath}/${schemaKeys}`,
    instancePath: key === undefined ? scope.instancePath : `${scope.instancePath}/${escaped(key)}`,
  });

  readonly #alternatives = (given: unknown, data: unknown, keyword: string, scope: Scope) =>
    (given as readonly unknown[]).map((branch, index) => {
      const own: ErrorObject[] = [];
      this.#check(branch, data, { ...this.#inside(scope, `${keyword}/${index}`), fills: false }, own);
      return own;
    });

  readonly #checks: { readonly [keyword: string]: Check } = {
    $ref: (given, data, _schema, scope, _report, errors) => {
      const { schema, root } = this.#resolve(String(given), scope);
      this.#check(schema, data, { ...this.#inside(scope, '$ref'), root }, errors);
    },
    const: (given, data, _schema, _scope, report) => {
      if (!equal(given, data)) report('const', { allowedValue: given }, 'must be equal to constant');
    },
    enum: (given, data, _schema, _scope, report) => {
      if (!(given as readonly unknown[]).some((one) => equal(one, data)))
        report('enum', { allowedValues: given }, 'must be equal to one of the allowed values');
    },
    properties: (given, data, _schema, scope, _report, errors) => {
      if (!isObject(data)) return;
      for (const [name, schema] of Object.entries(given as Json)) {
        if (Object.hasOwn(data, name))
          this.#check(schema, data[name], this.#inside(scope, `properties/${escaped(name)}`, name), errors);
      }
    },
    patternProperties: (given, data, _schema, scope, _report, errors) => {
      if (!isObject(data)) return;
      for (const [pattern, schema] of Object.entries(given as Json)) {
        for (const name of Object.keys(data).filter((key) => new RegExp(pattern, 'u').test(key)))
          this.#check(
            schema,
            data[name],
            this.#inside(scope, `patternProperties/${escaped(pattern)}`, name),
            errors,
          );
      }
    },
    additionalProperties: (given, data, schema, scope, report, errors) => {
      if (!isObject(data) || given === true) return;
      const known = Object.keys((schema.properties as Json | undefined) ?? {});
      const patterns = Object.keys((schema.patternProperties as Json | undefined) ?? {});
      for (const name of Object.keys(data)) {
        if (known.includes(name) || patterns.some((pattern) => new RegExp(pattern, 'u').test(name))) continue;
        if (given === false)
          report('additionalProperties', { additionalProperty: name }, 'must NOT have additional properties');
        else this.#check(given, data[name], this.#inside(scope, 'additionalProperties', name), errors);
      }
    },
    propertyNames: (given, data, _schema, scope, report, errors) => {
      if (!isObject(data)) return;
      for (const name of Object.keys(data)) {
        const before = errors.length;
        this.#check(given, name, this.#inside(scope, 'propertyNames'), errors);
        if (errors.length > before)
          report('propertyNames', { propertyName: name }, 'property name must be valid');
      }
    },
    required: (given, data, _schema, _scope, report) => {
      if (!isObject(data)) return;
      for (const name of given as readonly string[])
        if (!Object.hasOwn(data, name))
          report('required', { missingProperty: name }, `must have required property '${name}'`);
    },
    items: (given, data, schema, scope, _report, errors) => {
      if (!Array.isArray(data)) return;
      const from = Array.isArray(schema.prefixItems) ? schema.prefixItems.length : 0;
      data.forEach((item, index) => {
        if (index >= from) this.#check(given, item, this.#inside(scope, 'items', index), errors);
      });
    },
    prefixItems: (given, data, _schema, scope, _report, errors) => {
      if (!Array.isArray(data)) return;
      (given as readonly unknown[]).slice(0, data.length).forEach((schema, index) => {
        this.#check(schema, data[index], this.#inside(scope, `prefixItems/${index}`, index), errors);
      });
    },
    anyOf: (given, data, _schema, scope, report, errors) => {
      const branches = this.#alternatives(given, data, 'anyOf', scope);
      if (branches.some((own) => own.length === 0)) return;
      errors.push(...branches.flat());
      report('anyOf', {}, 'must match a schema in anyOf');
    },
    oneOf: (given, data, _schema, scope, report, errors) => {
      const branches = this.#alternatives(given, data, 'oneOf', scope);
      const passing = branches.flatMap((own, index) => (own.length === 0 ? [index] : []));
      if (passing.length === 1) return;
      if (passing.length === 0) errors.push(...branches.flat());
      report(
        'oneOf',
        { passingSchemas: passing.length === 0 ? null : passing },
        'must match exactly one schema',
      );
    },
    allOf: (given, data, _schema, scope, _report, errors) => {
      (given as readonly unknown[]).forEach((schema, index) => {
        this.#check(schema, data, this.#inside(scope, `allOf/${index}`), errors);
      });
    },
    not: (given, data, _schema, scope, report) => {
      if (this.#passes(given, data, this.#inside(scope, 'not'))) report('not', {}, 'must NOT be valid');
    },
    if: (given, data, schema, scope, report, errors) => {
      const then = this.#passes(given, data, this.#inside(scope, 'if')) ? 'then' : 'else';
      if (schema[then] === undefined) return;
      const before = errors.length;
      this.#check(schema[then], data, this.#inside(scope, then), errors);
      if (errors.length > before) report('if', { failingKeyword: then }, `must match "${then}" schema`);
    },
    dependentRequired: (given, data, _schema, _scope, report) => {
      if (!isObject(data)) return;
      for (const [property, names] of Object.entries(
        given as { readonly [name: string]: readonly string[] },
      )) {
        if (!Object.hasOwn(data, property)) continue;
        for (const missingProperty of names.filter((name) => !Object.hasOwn(data, name)))
          report('dependentRequired', { property, missingProperty }, `must have property ${missingProperty}`);
      }
    },
    pattern: (given, data, _schema, _scope, report) => {
      if (typeof data === 'string' && !new RegExp(String(given), 'u').test(data))
        report('pattern', { pattern: given }, `must match pattern "${given}"`);
    },
    format: (given, data, _schema, _scope, report) => {
      const format = this.#formats.get(String(given));
      if (typeof data !== 'string' || !format) return;
      const fits = format instanceof RegExp ? format.test(data) : format(data);
      if (!fits) report('format', { format: given }, `must match format "${given}"`);
    },
    minLength: limit(
      'minLength',
      'string',
      (data) => [...(data as string)].length,
      (size, bound) => size >= bound,
    ),
    maxLength: limit(
      'maxLength',
      'string',
      (data) => [...(data as string)].length,
      (size, bound) => size <= bound,
    ),
    minItems: limit(
      'minItems',
      'array',
      (data) => (data as unknown[]).length,
      (size, bound) => size >= bound,
    ),
    maxItems: limit(
      'maxItems',
      'array',
      (data) => (data as unknown[]).length,
      (size, bound) => size <= bound,
    ),
    minProperties: limit(
      'minProperties',
      'object',
      (data) => Object.keys(data as Json).length,
      (size, bound) => size >= bound,
    ),
    maxProperties: limit(
      'maxProperties',
      'object',
      (data) => Object.keys(data as Json).length,
      (size, bound) => size <= bound,
    ),
    minimum: limit('minimum', 'number', Number, (size, bound) => size >= bound, '>='),
    maximum: limit('maximum', 'number', Number, (size, bound) => size <= bound, '<='),
    exclusiveMinimum: limit('exclusiveMinimum', 'number', Number, (size, bound) => size > bound, '>'),
    exclusiveMaximum: limit('exclusiveMaximum', 'number', Number, (size, bound) => size < bound, '<'),
    multipleOf: (given, data, _schema, _scope, report) => {
      if (typeof data === 'number' && !Number.isInteger(data / Number(given)))
        report('multipleOf', { multipleOf: given }, `must be multiple of ${given}`);
    },
    uniqueItems: (given, data, schema, _scope, report) => {
      if (given !== true || !Array.isArray(data)) return;
      const types = isObject(schema.items) && schema.items.type ? [schema.items.type].flat() : [];
      const plain = types.length > 0 && !types.includes('object') && !types.includes('array');
      const found = plain ? equalPlain(data, types) : equalPair(data);
      if (!found) return;
      const { i, j } = found;
      report('uniqueItems', found, `must NOT have duplicate items (items ## ${j} and ${i} are identical)`);
    },
  };
}

interface Pair {
  readonly [place: string]: number;
  readonly i: number;
  readonly j: number;
}

/** Two equal items, the last ones of a list. */
function equalPair(items: readonly unknown[]): Pair | undefined {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = items.findLastIndex((one, index) => index < i && equal(one, items[i]));
    if (j >= 0) return { i, j };
  }
  return undefined;
}

/** As Ajv does it for texts and numbers: items of a wrong type are told about by themselves. */
function equalPlain(items: readonly unknown[], types: readonly unknown[]): Pair | undefined {
  const places = new Map<unknown, number>();
  for (let i = items.length - 1; i >= 0; i -= 1) {
    if (!hasType(items[i], types)) continue;
    const j = places.get(items[i]);
    if (j !== undefined) return { i, j };
    places.set(items[i], i);
  }
  return undefined;
}

/** A bound on the size of values of one type. */
function limit(
  keyword: string,
  type: string,
  sizeOf: (data: unknown) => number,
  holds: (size: number, bound: number) => boolean,
  comparison?: string,
): Check {
  return (given, data, _schema, _scope, report) => {
    if (hasType(data, type) && !holds(sizeOf(data), Number(given)))
      report(keyword, { ...(comparison && { comparison }), limit: given }, `must keep the limit ${given}`);
  };
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const escaped = (key: string | number): string => String(key).replaceAll('~', '~0').replaceAll('/', '~1');

function hasType(value: unknown, types: unknown): boolean {
  return [types].flat().some((type) => {
    if (type === 'null') return value === null;
    if (type === 'array') return Array.isArray(value);
    if (type === 'object') return isObject(value);
    if (type === 'integer') return typeof value === 'number' && Number.isInteger(value);
    if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
    return typeof value === type;
  });
}

function fillIn(properties: Json, data: Json): void {
  for (const [name, schema] of Object.entries(properties)) {
    if (!isObject(schema) || schema.default === undefined || Object.hasOwn(data, name)) continue;
    (data as { [key: string]: unknown })[name] = structuredClone(schema.default);
  }
}

function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => equal(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]))
  );
}
