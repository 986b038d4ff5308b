/**
 * SQL text that no string can become: a `Sql` is only made by the tagged template below, so a value from outside
 * always ends up as a bound parameter and a name always passes `sql.id`, which quotes it.
 */
const made = Symbol('sql');

type Part = { readonly text: string } | { readonly value: unknown };

export class Sql {
  readonly #parts: readonly Part[];
  #compiled: CompiledSql | undefined;

  /** Not callable from outside: the key is private to this module. */
  constructor(key: typeof made, parts: readonly Part[]) {
    if (key !== made) throw new TypeError('Sql is made by the sql`…` template alone');
    this.#parts = merged(parts);
  }

  get parts(): readonly Part[] {
    return this.#parts;
  }

  /** Text with $1, $2 … and the values in that order. Computed once. */
  compile(): CompiledSql {
    if (this.#compiled) return this.#compiled;
    let text = '';
    const values: unknown[] = [];
    for (const part of this.#parts) {
      if ('text' in part) text += part.text;
      else text += `$${values.push(part.value)}`;
    }
    this.#compiled = { text, values };
    return this.#compiled;
  }
}

/** Texts side by side become one, so that a piece of SQL that is kept costs little wherever it is used again. */
function merged(parts: readonly Part[]): readonly Part[] {
  const result: Part[] = [];
  let text = '';
  for (const part of parts) {
    if ('text' in part) {
      text += part.text;
      continue;
    }
    if (text !== '') result.push({ text });
    text = '';
    result.push(part);
  }
  if (text !== '') result.push({ text });
  return result;
}

export interface CompiledSql {
  readonly text: string;
  readonly values: readonly unknown[];
}

function template(strings: TemplateStringsArray, ...operands: readonly unknown[]): Sql {
  const parts: Part[] = [];
  strings.forEach((text, index) => {
    if (text !== '') parts.push({ text });
    if (index < operands.length) {
      const operand = operands[index];
      if (operand instanceof Sql) parts.push(...operand.parts);
      else parts.push({ value: operand });
    }
  });
  return new Sql(made, parts);
}

/** A quoted identifier; several make a qualified one: `sql.id('records', 'account')`. */
function id(...names: readonly string[]): Sql {
  for (const name of names) {
    if (name === '' || name.includes('\0')) throw new TypeError('An identifier is not empty and has no NUL');
  }
  return new Sql(made, [{ text: names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.') }]);
}

/** A bound value with the Postgres type stated, as in `sql.value(amount, 'numeric')` → `$1::numeric`. */
function value(operand: unknown, type?: SqlType): Sql {
  return new Sql(made, type ? [{ value: operand }, { text: `::${type}` }] : [{ value: operand }]);
}

export type Separator = ', ' | ' and ' | ' or ' | ' + ' | ' * ' | ' ' | '\n' | ' union all ';

function join(items: readonly Sql[], separator: Separator = ', '): Sql {
  const parts: Part[] = [];
  items.forEach((item, index) => {
    if (index > 0) parts.push({ text: separator });
    parts.push(...item.parts);
  });
  return new Sql(made, parts);
}

/** A string literal for the places where Postgres takes no parameter (DDL, index predicates). */
function literal(text: string): Sql {
  if (text.includes('\0')) throw new TypeError('A literal has no NUL');
  const escaped = text.replaceAll("'", "''");
  return new Sql(made, [
    { text: text.includes('\\') ? `E'${escaped.replaceAll('\\', '\\\\')}'` : `'${escaped}'` },
  ]);
}

const empty = new Sql(made, []);

export const sqlTypes = [
  'text',
  'text[]',
  'numeric',
  'numeric[]',
  'bigint',
  'bigint[]',
  'integer',
  'integer[]',
  'smallint',
  'double precision',
  'boolean',
  'boolean[]',
  'date',
  'date[]',
  'timestamptz',
  'timestamptz[]',
  'time',
  'interval',
  'uuid',
  'uuid[]',
  'jsonb',
  'bytea',
  'xid8',
  'regconfig',
] as const;
export type SqlType = (typeof sqlTypes)[number];

/** A type name as SQL, from the closed list. */
function type(name: SqlType): Sql {
  if (!sqlTypes.includes(name)) throw new TypeError(`Unknown SQL type ${name}`);
  return new Sql(made, [{ text: name }]);
}

export const sql = Object.assign(template, { id, value, join, literal, type, empty });
