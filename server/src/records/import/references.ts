/**
 * References by name, batch by batch. A name that no record has yet may belong to a row further down when the file is
 * about the same entity: it gets an id at once, and the row that brings the name takes that id.
 */

import type { Context } from '../../context.ts';
import { isId, newId } from '../../ids.ts';
import { limits } from '../../query/limits.ts';
import { readableIds } from '../values/references.ts';
import type { Column, ImportPlan, Reference } from './columns.ts';
import { type Finder, recordsByValues } from './lookup.ts';
import { addError, type DraftRow, nameOf, readName } from './row.ts';

export interface Reservation {
  readonly id: string;
  readonly reference: Reference;
  readonly values: readonly unknown[];
  readonly name: string;
  /** Rows that wait for it. */
  readonly waiting: { readonly row: DraftRow; readonly column: Column; record: string }[];
  taken: boolean;
}

/** Makes the record that a name stands for. Undefined with the reasons when it cannot. */
export type MakeRecord = (
  reference: Reference,
  values: readonly unknown[],
  id: string,
) => Promise<string | undefined>;

/** Hears of a name that no row so far has brought; the reference stays empty until somebody fills it in. */
export type Later = (row: DraftRow, column: Column, record: string, name: string) => void;

export class References {
  readonly #plan: ImportPlan;
  readonly #make: MakeRecord;
  readonly #later: Later | undefined;
  /** By the fields that names are of, then by values. */
  readonly #reserved = new Map<string, Map<string, Reservation>>();

  /** Without `later`, ids are given to names before their rows come: for files that are written in one transaction. */
  constructor(plan: ImportPlan, make: MakeRecord, later?: Later) {
    this.#plan = plan;
    this.#make = make;
    this.#later = later;
  }

  /** The id that a new row must have because earlier rows refer to it already. */
  reservedFor(row: DraftRow): Reservation | undefined {
    for (const names of this.#reserved.values()) {
      const [any] = names.values();
      const values = any && nameOf(row, any.reference);
      const reservation = values && names.get(keyOf(values));
      if (reservation && !reservation.taken) return reservation;
    }
    return undefined;
  }

  /** Names that rows referred to before any row had brought them. */
  all(): Reservation[] {
    return [...this.#reserved.values()].flatMap((names) => [...names.values()]);
  }

  /** Names that no row of the file brought. */
  open(): Reservation[] {
    return this.all().filter(({ taken }) => !taken);
  }

  /** Puts ids in the place of names in the key, before rows find their records by it. */
  async resolveKey(context: Context, rows: readonly DraftRow[]): Promise<void> {
    await this.#resolve(context, rows, new Map(), this.#plan.key?.columns ?? []);
  }

  /** Puts ids in the place of the other names. `ids` are those of the rows, which later rows may refer to. */
  async resolve(
    context: Context,
    rows: readonly DraftRow[],
    ids: ReadonlyMap<DraftRow, string>,
  ): Promise<void> {
    const { columns, key } = this.#plan;
    const others = columns.filter((column) => !key?.columns.includes(column));
    await this.#resolve(context, rows, ids, others);
  }

  async #resolve(
    context: Context,
    rows: readonly DraftRow[],
    ids: ReadonlyMap<DraftRow, string>,
    columns: readonly Column[],
  ): Promise<void> {
    for (const column of columns) {
      const { reference } = column;
      if (!reference) continue;
      const wanted = rows.filter(
        (row) => row.errors.length === 0 && (row.references.get(column)?.length ?? 0) > 0,
      );
      if (wanted.length === 0) continue;
      const found = await this.#find(context, column, reference, wanted, ids);
      for (const row of wanted) await this.#put(row, column, reference, found, ids.get(row) ?? '');
    }
  }

  async #find(
    context: Context,
    column: Column,
    reference: Reference,
    rows: readonly DraftRow[],
    ids: ReadonlyMap<DraftRow, string>,
  ): Promise<ReadonlyMap<string, Named>> {
    const names = [...new Set(rows.flatMap((row) => row.references.get(column) ?? []))];
    const named = new Map<string, Named>();
    for (const name of names) named.set(name, { name, values: readName(context, reference, name), ids: [] });
    const readable = [...named.values()].filter(({ values }) => values !== undefined);
    const records = await recordsByValues(
      context,
      finderOf(reference),
      readable.map(({ values }) => values ?? []),
    );
    readable.forEach((entry, index) => {
      entry.ids.push(...(records.get(index) ?? []));
    });
    // An id is a name, too, when nothing else answers to it: exports write ids where titles are not unique.
    const direct = new Set(
      [...named.values()]
        .filter((entry) => entry.ids.length === 0 && isId(entry.name))
        .map(({ name }) => name),
    );
    if (direct.size > 0) {
      const known = (await readableIds(context, new Map([[reference.target.id, direct]]))).get(
        reference.target.id,
      );
      for (const name of direct) if (known?.has(name)) named.get(name)?.ids.push(name);
    }
    if (this.#isOwn(reference)) {
      const inBatch = new Map<string, string>();
      for (const [row, id] of ids) {
        const values = nameOf(row, reference);
        if (row.errors.length === 0 && values) inBatch.set(keyOf(values), id);
      }
      for (const entry of named.values()) {
        const id = entry.ids.length === 0 && entry.values ? inBatch.get(keyOf(entry.values)) : undefined;
        if (id !== undefined) entry.ids.push(id);
      }
    }
    return named;
  }

  async #put(
    row: DraftRow,
    column: Column,
    reference: Reference,
    found: ReadonlyMap<string, Named>,
    record: string,
  ): Promise<void> {
    const ids: string[] = [];
    const names = row.references.get(column) ?? [];
    if (names.length > limits.linkedIds) {
      addError(row, column, 'limit-exceeded', `At most ${limits.linkedIds} records`);
      return;
    }
    for (const name of names) {
      const entry = found.get(name);
      const [id, another] = entry?.ids ?? [];
      if (another !== undefined) {
        addError(
          row,
          column,
          'ambiguous-reference',
          `Several records of ${reference.target.id} are named '${name.slice(0, 60)}'`,
          name,
        );
      } else if (id !== undefined) {
        ids.push(id);
      } else if (!entry?.values) {
        if (reference.missing !== 'empty')
          addError(row, column, 'unknown-reference', notThere(reference, name), name);
      } else {
        const made = await this.#unknown(row, column, reference, entry, entry.values, record);
        if (made !== undefined) ids.push(made);
      }
    }
    if (row.errors.length > 0) return;
    const value = reference.many ? (ids.length > 0 ? [...new Set(ids)].sort() : null) : (ids[0] ?? null);
    row.values.set(column.field.id, value);
  }

  async #unknown(
    row: DraftRow,
    column: Column,
    reference: Reference,
    entry: Named,
    values: readonly unknown[],
    record: string,
  ): Promise<string | undefined> {
    if (this.#isOwn(reference) && this.#later) {
      this.#later(row, column, record, entry.name);
      return undefined;
    }
    if (this.#isOwn(reference)) {
      const reservation = this.#reserve(reference, entry.name, values);
      reservation.waiting.push({ row, column, record });
      return reservation.id;
    }
    if (reference.missing === 'empty') return undefined;
    const made = reference.missing === 'create' ? await this.#make(reference, values, newId()) : undefined;
    if (made === undefined)
      addError(row, column, 'unknown-reference', notThere(reference, entry.name), entry.name);
    else entry.ids.push(made);
    return made;
  }

  #reserve(reference: Reference, name: string, values: readonly unknown[]): Reservation {
    const by = reference.by.map(({ id }) => id).join(' ');
    const names = this.#reserved.get(by) ?? new Map<string, Reservation>();
    this.#reserved.set(by, names);
    const known = names.get(keyOf(values));
    if (known) return known;
    const reservation: Reservation = { id: newId(), reference, values, name, waiting: [], taken: false };
    names.set(keyOf(values), reservation);
    return reservation;
  }

  #isOwn({ target }: Reference): boolean {
    return target.id === this.#plan.entity.id;
  }
}

interface Named {
  readonly name: string;
  readonly values: readonly unknown[] | undefined;
  readonly ids: string[];
}

export function notThere({ target }: Reference, name: string): string {
  return `There is no ${target.id} named '${name.slice(0, 60)}'`;
}

export function finderOf({ by: fields, ignoreCase }: Reference): Finder {
  const [only] = fields;
  const unique = fields.length > 1 || only?.unique === true || only?.id === 'id';
  return { fields, ignoreCase, unique };
}

function keyOf(values: readonly unknown[]): string {
  return JSON.stringify(values);
}
