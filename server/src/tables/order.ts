/** Expand first: what makes room, what comes back or is new, what is filled; what only takes away comes last. */
import type { ChangeKind, TableChange } from './changes.ts';

const ranks: { readonly [Kind in ChangeKind]: number } = {
  create_table: 2,
  revive_table: 2,
  add_column: 4,
  revive_column: 4,
  convert_column: 4,
  carry_columns: 4,
  carry_pairs: 2,
  mark_column: 4,
  create_index: 5,
  drop_index: 6,
  retire_column: 7,
  retire_table: 7,
};

/** A column makes room after tables have come back: it may stand in one of them. */
const makesRoom = { retire_table: 1, retire_column: 3 } as const;

/** A retirement comes first when something new takes its name, else last. Otherwise the order given is kept. */
export function order(changes: readonly TableChange[]): readonly TableChange[] {
  const { now } = partition(changes);
  const rank = (change: TableChange): number =>
    isRetirement(change) && now.has(change) ? makesRoom[change.kind] : ranks[change.kind];
  return [...changes].sort((a, b) => rank(a) - rank(b));
}

/**
 * Retirements that nothing waits for. Readers that are still bound to the release before go on using what they retire,
 * so they are run a while after the publish.
 */
export function canWait(changes: readonly TableChange[]): readonly TableChange[] {
  const { now } = partition(changes);
  return changes.filter((change) => isRetirement(change) && !now.has(change));
}

function partition(changes: readonly TableChange[]): { readonly now: ReadonlySet<TableChange> } {
  const taken = new Set(changes.flatMap(takes));
  return { now: new Set(changes.filter((change) => gives(change).some((name) => taken.has(name)))) };
}

function isRetirement(change: TableChange): change is Extract<TableChange, { kind: keyof typeof makesRoom }> {
  return change.kind === 'retire_table' || change.kind === 'retire_column';
}

function takes(change: TableChange): readonly string[] {
  switch (change.kind) {
    case 'create_table':
      return [`${change.table.schema}.${change.table.name}`];
    case 'revive_table':
    case 'carry_pairs':
      return [`${change.schema}.${change.table}`];
    case 'add_column':
      return [`${change.schema}.${change.table}.${change.column.name}`];
    case 'carry_columns':
      return change.to.map(({ name }) => `${change.schema}.${change.table}.${name}`);
    case 'revive_column':
      return [`${change.schema}.${change.table}.${change.column}`];
    default:
      return [];
  }
}

function gives(change: TableChange): readonly string[] {
  if (change.kind === 'retire_table') return [`${change.schema}.${change.table}`];
  if (change.kind === 'retire_column') return [`${change.schema}.${change.table}.${change.column}`];
  return [];
}
