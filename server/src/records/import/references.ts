/**
 * References by name, batch by batch. A name that no record has yet may belong to a row further down when the file is
 * about the same entity: it gets an id at once, and the row that brings the name takes that id.
 */

import type { Context } from '../../context.ts';
import { isId, newId } from '../../ids.ts';
import { limits } from '../../query/limits.ts';
import { readableIds } from '../values/references.ts';
import type { Column, ImportPlan, Reference } from './columns.ts';
import { recordsByValue } from './lookup.ts';
import { addError, type DraftRow, readName } from './row.ts';

export interface Reservation {
  readonly id: string;
  readonly reference: Reference;
  readonly value: unknown;
  readonly name: string;
  /** Rows that wait for it. */
  readonly waiting: { readonly row: DraftRow; readonly column: Column; record: string }[];
  taken: boolean;
}

/** Makes the record that a name stands for. Undefined with the reasons when it cannot. */
export type MakeRecord = (reference: Reference, value: unknown, id: string) => Promise<string | undefined>;

/** Hears of a name that no row so far has brought; the reference stays empty until somebody fills it in. */
export type Later = (row: DraftRow, column: Column, record: string, name: string) => void;

export class References {
  readonly #plan: ImportPlan;
  readonly #make: MakeRecord;
  readonly #later: Later | undefined;
  /** By the field that names are of, then by value. */
  readonly #reserved = new Map<string, Map<string, Reservation>>();

  /** Without `later`, ids are given to names before their rows come: for files that are written in one transaction. */
  constructor(plan: ImportPlan, make: MakeRecord, later?: Later) {
    this.#plan = plan;
    this.#make = make;
    this.#later = later;
  }

  /** The id that a new row must have because earlier rows refer to it already. */
  reservedFor(row: DraftRow): Reservation | undefined {
    for (const [field, names] of this.#reserved) {
      const value = row.values.get(field);
      const reservation = value === undefined ? undefined : names.get(keyOf(value));
      if (reservation && !reservation.taken) return reservation;
    }
    return undefined;
  }

  /** Names that no row of the file brought. */
  open(): Reservation[] {
    return [...this.#reserved.values()].flatMap((names) => [...names.values()]).filter(({ taken }) => !taken);
  }

  /** Puts ids in the place of names. `ids` are those of the rows, which later rows may refer to. */
  async resolve(
    context: Context,
    rows: readonly DraftRow[],
    ids: ReadonlyMap<DraftRow, string>,
  ): Promise<void> {
    for (const column of this.#plan.columns) {
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
    for (const name of names) named.set(name, { name, value: readName(context, reference, name), ids: [] });
    const readable = [...named.values()].filter(({ value }) => value !== undefined);
    const records = await recordsByValue(
      context,
      reference.by,
      readable.map(({ value }) => value),
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
        const value = row.values.get(reference.by.id);
        if (row.errors.length === 0 && value !== undefined && value !== null) inBatch.set(keyOf(value), id);
      }
      for (const entry of named.values()) {
        const id =
          entry.ids.length === 0 && entry.value !== undefined ? inBatch.get(keyOf(entry.value)) : undefined;
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
      } else if (!entry || entry.value === undefined) {
        if (reference.missing !== 'empty')
          addError(row, column, 'unknown-reference', notThere(reference, name), name);
      } else {
        const made = await this.#unknown(row, column, reference, entry, record);
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
    record: string,
  ): Promise<string | undefined> {
    if (this.#isOwn(reference) && this.#later) {
      this.#later(row, column, record, entry.name);
      return undefined;
    }
    if (this.#isOwn(reference)) {
      const reservation = this.#reserve(reference, entry);
      reservation.waiting.push({ row, column, record });
      return reservation.id;
    }
    if (reference.missing === 'empty') return undefined;
    const made =
      reference.missing === 'create' ? await this.#make(reference, entry.value, newId()) : undefined;
    if (made === undefined)
      addError(row, column, 'unknown-reference', notThere(reference, entry.name), entry.name);
    else entry.ids.push(made);
    return made;
  }

  #reserve(reference: Reference, { name, value }: Named): Reservation {
    const names = this.#reserved.get(reference.by.id) ?? new Map<string, Reservation>();
    this.#reserved.set(reference.by.id, names);
    const known = names.get(keyOf(value));
    if (known) return known;
    const reservation: Reservation = { id: newId(), reference, value, name, waiting: [], taken: false };
    names.set(keyOf(value), reservation);
    return reservation;
  }

  #isOwn({ target }: Reference): boolean {
    return target.id === this.#plan.entity.id;
  }
}

interface Named {
  readonly name: string;
  readonly value: unknown;
  readonly ids: string[];
}

export function notThere({ target }: Reference, name: string): string {
  return `There is no ${target.id} named '${name.slice(0, 60)}'`;
}

function keyOf(value: unknown): string {
  return JSON.stringify(value);
}
