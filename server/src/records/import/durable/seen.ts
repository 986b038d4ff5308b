import { createHash } from 'node:crypto';
import type { Column, ImportPlan } from '../columns.ts';
import { addError, type DraftRow } from '../row.ts';
import type { OpenReference } from './store.ts';

/**
 * What a check remembers of rows that it took back: values that may come but once, and names that other rows refer to. 53
 * bits of a hash stand for each, so that a million rows need some tens of megabytes.
 */
export class Seen {
  readonly #plan: ImportPlan;
  /** By field: hash of the value → the row that has it. */
  readonly #unique = new Map<string, Map<number, number>>();
  readonly #brought = new Map<string, Set<number>>();
  readonly #wanted = new Map<number, { row: number; column: Column; name: string }[]>();

  constructor(plan: ImportPlan) {
    this.#plan = plan;
    for (const { field } of plan.columns)
      if (field.unique || field === plan.key?.field) this.#unique.set(field.id, new Map());
    for (const { reference } of this.#own()) this.#brought.set(reference?.by.id ?? '', new Set());
  }

  /** Adds to the rows' errors and mends the counts by what earlier rows of the file would have left. */
  look(
    rows: readonly DraftRow[],
    counts: { created: number; updated: number; unchanged: number },
    open: readonly OpenReference[],
  ): void {
    const key = this.#plan.key?.field.id;
    for (const row of rows) {
      if (row.errors.length > 0) continue;
      const keyed = key === undefined ? undefined : this.#before(key, row);
      if (keyed !== undefined && this.#plan.mode === 'upsert') {
        counts.created -= 1;
        counts.updated += 1;
      }
      for (const column of this.#plan.columns) {
        const { id } = column.field;
        if (!this.#unique.has(id) || (id === key && this.#plan.mode !== 'create')) continue;
        const other = this.#before(id, row);
        if (other === undefined || other === keyed) continue;
        addError(row, column, 'not-unique', `Row ${other} has the same '${id}'`);
        counts.created -= 1;
        break;
      }
      if (row.errors.length === 0) this.#remember(row);
    }
    const good = new Map(rows.filter(({ errors }) => errors.length === 0).map((row) => [row.row, row]));
    for (const { row, field, name } of open) {
      const column = this.#own().find((own) => own.field.id === field);
      if (!column?.reference || !good.has(row)) continue;
      const hash = hashOf(`${column.reference.by.id} ${name}`);
      if (column.reference.missing !== 'error') continue;
      const waiting = this.#wanted.get(hash);
      if (waiting) waiting.push({ row, column, name });
      else this.#wanted.set(hash, [{ row, column, name }]);
    }
  }

  /** References to records that neither the file nor anybody before brought. */
  unbrought(): readonly { readonly row: number; readonly column: Column; readonly name: string }[] {
    const left: { row: number; column: Column; name: string }[] = [];
    for (const [hash, waiting] of this.#wanted) {
      const by = waiting[0]?.column.reference?.by.id ?? '';
      if (!this.#brought.get(by)?.has(hash)) left.push(...waiting);
    }
    return left.sort((a, b) => a.row - b.row);
  }

  #before(field: string, row: DraftRow): number | undefined {
    const value = row.values.get(field) ?? null;
    return value === null ? undefined : this.#unique.get(field)?.get(hashOf(JSON.stringify(value)));
  }

  #remember(row: DraftRow): void {
    for (const [field, known] of this.#unique) {
      const value = row.values.get(field) ?? null;
      if (value !== null) known.set(hashOf(JSON.stringify(value)), row.row);
    }
    for (const [field, brought] of this.#brought) {
      const value = row.values.get(field) ?? null;
      if (value !== null) brought.add(hashOf(`${field} ${String(value)}`));
    }
  }

  #own(): readonly Column[] {
    return this.#plan.columns.filter(({ reference }) => reference?.target.id === this.#plan.entity.id);
  }
}

function hashOf(text: string): number {
  return createHash('sha1').update(text).digest().readUIntBE(0, 6);
}
