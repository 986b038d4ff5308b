import type { ViewPage, ViewRow } from '@tenon/plugin-api';

/** What one cell of a board holds: the records of a column, or of a column within a lane, as far as they were read. */
export interface Cell {
  readonly rows: readonly ViewRow[];
  readonly next: string | null;
  readonly state: 'new' | 'loading' | 'ready' | 'failed';
  readonly error?: string;
}

export interface Totals {
  readonly count: number;
  /** Exact, as text; undefined when nothing is summed. */
  readonly sum: string | undefined;
}

export interface BoardReader {
  page(
    cell: string,
    range: { readonly limit: number; readonly after?: string },
    signal: AbortSignal,
  ): Promise<ViewPage>;
  totals(signal: AbortSignal): Promise<ReadonlyMap<string, Totals>>;
}

export interface BoardSnapshot {
  readonly cells: ReadonlyMap<string, Cell>;
  readonly totals: ReadonlyMap<string, Totals>;
  /** Ids of cards whose move has not been answered yet. */
  readonly moving: ReadonlySet<string>;
}

const fresh: Cell = { rows: [], next: null, state: 'new' };
/** As many are read anew at once at most; further ones come by paging. */
const mostAgain = 200;

/**
 * The cards of a board. Each cell pages on its own; a moved card stands at its new place at once, and goes back to where it
 * was when the move is refused.
 */
export class BoardData {
  readonly #pageSize: number;
  readonly #listeners = new Set<() => void>();
  readonly #tickets = new Map<string, number>();
  readonly #pending = new Map<string, { readonly row: ViewRow; readonly to: string }>();
  #abort = new AbortController();
  #reader: BoardReader;
  #snapshot: BoardSnapshot = { cells: new Map(), totals: new Map(), moving: new Set() };

  constructor(reader: BoardReader, pageSize: number) {
    this.#reader = reader;
    this.#pageSize = pageSize;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly snapshot = (): BoardSnapshot => this.#snapshot;

  /** Reads everything that was shown anew, now by this reader. Cards stay where they are until the answers are there. */
  refresh(reader: BoardReader): void {
    this.#reader = reader;
    this.#abort.abort();
    this.#abort = new AbortController();
    for (const key of this.#snapshot.cells.keys()) void this.load(key);
    void this.#loadTotals();
  }

  close(): void {
    this.#abort.abort();
  }

  /** Reads a cell from its beginning, as far as it had been read. */
  async load(key: string): Promise<void> {
    const known = this.#cell(key);
    const limit = Math.min(Math.max(known.rows.length, this.#pageSize), mostAgain);
    const page = await this.#read(key, { limit });
    if (page) this.#put(key, { rows: this.#settled(key, page.rows), next: page.next, state: 'ready' });
  }

  async more(key: string): Promise<void> {
    const { next, state, rows } = this.#cell(key);
    if (next === null || state === 'loading') return;
    const page = await this.#read(key, { limit: this.#pageSize, after: next });
    if (!page) return;
    const known = new Set(rows.map(({ id }) => id));
    const added = this.#settled(key, page.rows).filter(({ id }) => !known.has(id));
    this.#put(key, { rows: [...this.#cell(key).rows, ...added], next: page.next, state: 'ready' });
  }

  /**
   * Moves a card. `write` says whether the reader went through with it; what it throws is thrown on once the card is back.
   */
  async move(row: ViewRow, from: string, to: string, write: () => Promise<boolean>): Promise<void> {
    if (from === to || this.#pending.has(row.id)) return;
    const before = this.#cell(from).rows.findIndex(({ id }) => id === row.id);
    this.#pending.set(row.id, { row, to });
    this.#shift(row, from, to, 0);
    try {
      if (await write()) await this.#reread(from, to);
      else this.#shift(row, to, from, before);
    } catch (error) {
      this.#shift(row, to, from, before);
      this.#pending.delete(row.id);
      // Who was refused may have been overtaken.
      await this.#reread(from, to);
      throw error;
    } finally {
      this.#pending.delete(row.id);
      this.#tell({ moving: new Set(this.#pending.keys()) });
    }
  }

  async #reread(...cells: readonly string[]): Promise<void> {
    await Promise.all([...cells.map((cell) => this.load(cell)), this.#loadTotals()]);
  }

  #shift(row: ViewRow, from: string, to: string, at: number): void {
    const cells = new Map(this.#snapshot.cells);
    const totals = new Map(this.#snapshot.totals);
    const add = (key: string, by: number) => {
      const known = totals.get(key) ?? { count: 0, sum: undefined };
      totals.set(key, { ...known, count: Math.max(known.count + by, 0) });
    };
    const source = this.#cell(from);
    const target = this.#cell(to);
    const rest = target.rows.filter(({ id }) => id !== row.id);
    cells.set(from, { ...source, rows: source.rows.filter(({ id }) => id !== row.id) });
    cells.set(to, { ...target, rows: rest.toSpliced(Math.max(at, 0), 0, row) });
    add(from, -1);
    add(to, 1);
    this.#tell({ cells, totals, moving: new Set(this.#pending.keys()) });
  }

  /** What was read while cards are on their way: they are where they were put. */
  #settled(key: string, rows: readonly ViewRow[]): readonly ViewRow[] {
    const staying = rows.filter(({ id, version }) => {
      const moved = this.#pending.get(id);
      return !moved || version > moved.row.version;
    });
    const known = new Set(staying.map(({ id }) => id));
    const arriving = [...this.#pending.values()].filter(({ row, to }) => to === key && !known.has(row.id));
    return [...arriving.map(({ row }) => row), ...staying];
  }

  /** A page, if it is still the one wanted when it comes. */
  async #read(key: string, range: { limit: number; after?: string }): Promise<ViewPage | undefined> {
    const ticket = (this.#tickets.get(key) ?? 0) + 1;
    this.#tickets.set(key, ticket);
    const { signal } = this.#abort;
    this.#put(key, { ...this.#cell(key), state: 'loading' });
    try {
      const page = await this.#reader.page(key, range, signal);
      return this.#tickets.get(key) === ticket ? page : undefined;
    } catch (error) {
      if (!signal.aborted && this.#tickets.get(key) === ticket)
        this.#put(key, { ...this.#cell(key), state: 'failed', error: messageOf(error) });
      return undefined;
    }
  }

  async #loadTotals(): Promise<void> {
    const { signal } = this.#abort;
    try {
      const totals = await this.#reader.totals(signal);
      if (!signal.aborted) this.#tell({ totals });
    } catch {
      // Figures are left as they were: the cards themselves say what is wrong.
    }
  }

  #cell(key: string): Cell {
    return this.#snapshot.cells.get(key) ?? fresh;
  }

  #put(key: string, cell: Cell): void {
    this.#tell({ cells: new Map(this.#snapshot.cells).set(key, cell) });
  }

  #tell(change: Partial<BoardSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
