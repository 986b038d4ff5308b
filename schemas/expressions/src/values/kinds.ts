/** What each kind of value is in a row, in memory while evaluating, and in SQL. */
import { type Sql, type SqlType, sql } from '../sql.ts';
import type { ValueKind, ValueType } from '../types.ts';
import { type Numeric, numberText, readNumber, writeNumber } from './decimal.ts';
import { readDate, readDatetime, readDuration } from './time.ts';

interface Kind {
  /** From a row to memory; null when empty or not of the kind. */
  read(raw: unknown, type: ValueType): unknown;
  /** From memory to a row. */
  write(value: unknown, type: ValueType): unknown;
  /** As the driver takes it. */
  bind(value: unknown, type: ValueType): unknown;
  sqlType(type: ValueType): SqlType;
}

const itself = (value: unknown) => value;
const readText = (raw: unknown) => (typeof raw === 'string' ? raw : null);
const text: Kind = { read: readText, write: itself, bind: itself, sqlType: () => 'text' };

const kinds: { readonly [K in ValueKind]: Kind } = {
  text,
  choice: text,
  id: { read: readText, write: itself, bind: itself, sqlType: () => 'uuid' },
  number: {
    read: readNumber,
    write: (value) => writeNumber(value as Numeric),
    bind: (value) => numberText(value as Numeric),
    sqlType: () => 'numeric',
  },
  boolean: {
    read: (raw) => (typeof raw === 'boolean' ? raw : null),
    write: itself,
    bind: itself,
    sqlType: () => 'boolean',
  },
  date: { read: readDate, write: itself, bind: itself, sqlType: () => 'date' },
  datetime: { read: readDatetime, write: itself, bind: itself, sqlType: () => 'timestamptz' },
  duration: { read: readDuration, write: itself, bind: itself, sqlType: () => 'interval' },
  empty: { read: () => null, write: itself, bind: itself, sqlType: () => 'text' },
  list: {
    read: (raw, type) =>
      Array.isArray(raw) && type.kind === 'list' ? raw.map((item) => readValue(item, type.of)) : null,
    write: (value, type) =>
      type.kind === 'list' ? (value as unknown[]).map((item) => writeValue(item, type.of)) : null,
    bind: (value, type) =>
      type.kind === 'list'
        ? (value as unknown[]).map((item) => (item === null ? null : kinds[type.of.kind].bind(item, type.of)))
        : null,
    sqlType: (type) => arrayTypes[type.kind === 'list' ? sqlTypeOf(type.of) : 'text'] ?? 'text[]',
  },
};

const arrayTypes: { readonly [T in SqlType]?: SqlType } = {
  text: 'text[]',
  uuid: 'uuid[]',
  numeric: 'numeric[]',
  boolean: 'boolean[]',
  date: 'date[]',
  timestamptz: 'timestamptz[]',
};

/** A row's value as evaluation works with it: numbers as `Numeric`, moments in one form, null when empty. */
export function readValue(raw: unknown, type: ValueType): unknown {
  return raw === null || raw === undefined ? null : kinds[type.kind].read(raw, type);
}

/** The way back: what a row would hold. */
export function writeValue(value: unknown, type: ValueType): unknown {
  return value === null || value === undefined ? null : kinds[type.kind].write(value, type);
}

export function sqlTypeOf(type: ValueType): SqlType {
  return kinds[type.kind].sqlType(type);
}

/** A row's value as a bound parameter of the type's Postgres type. */
export function bindValue(raw: unknown, type: ValueType): Sql {
  const value = readValue(raw, type);
  return sql.value(value === null ? null : kinds[type.kind].bind(value, type), sqlTypeOf(type));
}

/** How a message names a type. */
export function nameOf(type: ValueType): string {
  if (type.kind === 'list') return `a list of ${type.of.kind} values`;
  if (type.kind === 'id') return `a reference to ${type.entity}`;
  return kindNames[type.kind];
}

export const kindNames: { readonly [K in ValueKind]: string } = {
  text: 'text',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date',
  datetime: 'a moment (date and time)',
  choice: 'a choice',
  id: 'a reference to a record',
  list: 'a list',
  duration: 'a duration such as "P90D"',
  empty: 'empty',
};
