import { joinValues } from '../../csv-text.ts';
import { keyOf } from '../batches.ts';
import type { Column, ImportPlan, Reference } from '../columns.ts';
import { hashOf } from '../repeats.ts';
import { addError, type DraftRow, nameOf } from '../row.ts';
import type { OpenReference } from './store.ts';

/**
 * What a check remembers of rows that it took back: values that may come but once, and names that other rows refer to. 53
 * bits of a hash stand for each, so that a million rows need some tens of megabytes.
 */
export class Seen {
  readonly #plan: ImportPlan;
  /** By field: hash of the value → the row that has it. */
  readonly #unique = new Map<string, Map<number, number>>();
  /** Hash of the key → the row that has it. */
  readonly #keys = new Map<number, number>();
  readonly #brought = new Map<string, { readonly reference: Reference; readonly names: Set<number> }>();
  readonly #wanted = new Map<number, { row: number; column: Column; name: string }[]>();

  constructor(plan: ImportPlan) {
    this.#plan = plan;
    for (const { field } of plan.columns) if (field.unique) this.#unique.set(field.id, new Map());
    for (const { reference } of this.#own())
      if (reference) this.#brought.set(byOf(reference), { reference, names: new Set() });
  }

  /** Adds to the rows' errors and mends the counts by what earlier rows of the file would have left. */
  look(
    rows: readonly DraftRow[],
    counts: { created: number; updated: number; unchanged: number },
    open: readonly OpenReference[],
  ): void {
    const key = this.#plan.key?.columns ?? [];
    for (const row of rows) {
      if (row.errors.length > 0) continue;
      const named = keyOf(key, row);
      const keyed = named === undefined ? undefined : this.#keys.get(hashOf(named));
      if (keyed !== undefined && this.#plan.mode === 'upsert') {
        counts.created -= 1;
        counts.updated += 1;
      }
      for (const column of this.#plan.columns) {
        const { id } = column.field;
        const isKey = key.length === 1 && key[0] === column;
        if (!this.#unique.has(id) || (isKey && this.#plan.mode !== 'create')) continue;
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
      const hash = hashOf(`${byOf(column.reference)} ${name}`);
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
      const reference = waiting[0]?.column.reference;
      const brought = reference && this.#brought.get(byOf(reference));
      if (!brought?.names.has(hash)) left.push(...waiting);
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
    const key = keyOf(this.#plan.key?.columns ?? [], row);
    if (key !== undefined) this.#keys.set(hashOf(key), row.row);
    for (const [by, { reference, names }] of this.#brought) {
      const values = nameOf(row, reference)?.map(String);
      if (values) names.add(hashOf(`${by} ${values.length === 1 ? values[0] : joinValues(values)}`));
    }
  }

  #own(): readonly Column[] {
    return this.#plan.columns.filter(({ reference }) => reference?.target.id === this.#plan.entity.id);
  }
}

const byOf = ({ by }: Reference): string => by.map(({ id }) => id).join(' ');
