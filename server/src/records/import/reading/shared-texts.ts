import { tooLarge } from './zip.ts';

const chunkBytes = 1024 * 1024;
const mostBytes = 128 * 1024 * 1024;

/** The texts that cells share, as bytes beside each other: millions of them, without a string object for each. */
export class SharedTexts {
  readonly #chunks: Buffer[] = [];
  /** For each text its place and its length in bytes. */
  #places = new Float64Array(2_048);
  #count = 0;
  #used = chunkBytes;
  #total = 0;

  add(text: string): void {
    const length = Buffer.byteLength(text);
    this.#total += length;
    if (this.#total > mostBytes) throw tooLarge();
    if (this.#used + length > chunkBytes) {
      this.#chunks.push(Buffer.allocUnsafe(Math.max(chunkBytes, length)));
      this.#used = 0;
    }
    const chunk = this.#chunks.length - 1;
    this.#chunks[chunk]?.write(text, this.#used);
    if (this.#count * 2 === this.#places.length) {
      const grown = new Float64Array(this.#places.length * 2);
      grown.set(this.#places);
      this.#places = grown;
    }
    this.#places[this.#count * 2] = chunk * chunkBytes + this.#used;
    this.#places[this.#count * 2 + 1] = length;
    this.#used += length;
    this.#count += 1;
  }

  /** '' when there is none at that place. */
  at(index: number): string {
    const place = index < this.#count ? this.#places[index * 2] : undefined;
    const length = this.#places[index * 2 + 1] ?? 0;
    if (place === undefined) return '';
    const start = place % chunkBytes;
    return this.#chunks[Math.floor(place / chunkBytes)]?.toString('utf8', start, start + length) ?? '';
  }
}
