import type { ValueCheck } from '../values/field-values.ts';

const most = 5_000;
/** Fewer hits than this among the first texts, and remembering costs more than it spares. */
const worthwhile = 0.2;

/** What texts of one column were read as: most columns hold few that differ. Values are never changed, so rows may share them. */
export class KnownTexts {
  readonly #known = new Map<string, ValueCheck>();
  #asked = 0;
  #hits = 0;
  #isOff = false;

  read(text: string, read: () => ValueCheck): ValueCheck {
    if (this.#isOff) return read();
    const known = this.#known.get(text);
    this.#asked += 1;
    if (known) {
      this.#hits += 1;
      return known;
    }
    const fresh = read();
    if (this.#known.size < most) this.#known.set(text, fresh);
    else if (this.#hits < this.#asked * worthwhile) {
      this.#isOff = true;
      this.#known.clear();
    }
    return fresh;
  }
}
