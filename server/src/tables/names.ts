/** Names of tables, columns and indexes: at most 63 bytes, of which ten stay free for the mark of a retired one. */
import { createHash } from 'node:crypto';

const longest = 63;
const roomForAside = 11;

/** The first bits of a text's SHA-256 as eight hex digits. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** A name of a table or column that is too long keeps its beginning and ends in a hash of the whole. */
export function physicalName(name: string): string {
  return fitted(name, longest - roomForAside);
}

/** What a retired table or column is called: no id holds a tilde, so it can never meet a living name. */
export function asideName(name: string, release: number): string {
  return `${name}~${release}`;
}

/** What a column is called while it is filled, beside the living ones. */
export function stageName(column: string): string {
  return `${column}~stage`;
}

/** The column that says, while others are filled, from what they were. */
export function seenName(columns: readonly { readonly name: string }[]): string {
  return `${columns[0]?.name ?? ''}~seen`;
}

export function isStage(name: string): boolean {
  return /~(stage|seen)$/.test(name);
}

export function isAside(name: string): boolean {
  return name.includes('~');
}

/** An index carries a hash of its definition, so that another definition is another index. */
export function indexName(table: string, purpose: string, definition: string): string {
  return `${fitted(`${table}.${purpose}`, longest - 9)}~${shortHash(definition)}`;
}

/** Whether an index is one of ours: `<table>.<purpose>~<hash>`. */
export function isOwnIndex(name: string): boolean {
  return /\..*~[0-9a-f]{8}$/.test(name);
}

// Ids are ASCII, so one character is one byte.
function fitted(name: string, room: number): string {
  return name.length <= room ? name : `${name.slice(0, room - 9)}_${shortHash(name)}`;
}
