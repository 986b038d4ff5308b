/**
 * A regular expression that an administrator writes runs on every value, in the server and in browsers, in engines that
 * backtrack. So only patterns are taken whose number of ways to try a text is small, whatever the text: it is counted
 * from the pattern itself. Look-around and back-references are not understood, and so refused.
 */

/** Ways that are harmless: some milliseconds on a text of full length. */
const mostWays = 100_000;

/** What is wrong with a pattern for texts up to `maxLength`; undefined when it can be used. */
export function patternFault(pattern: string, maxLength: number): string | undefined {
  try {
    new RegExp(pattern, 'u');
  } catch {
    return 'is not a regular expression';
  }
  const scanner = new Scanner(pattern, maxLength);
  const ways = scanner.alternatives();
  if (ways === undefined || !scanner.done)
    return 'uses look-around or back-references, which are not supported';
  const starts = pattern.startsWith('^') && scanner.branches === 1 ? 1 : maxLength + 1;
  if (ways * starts > mostWays) {
    return `may take too long on some texts: begin it with ^, say how often parts repeat as in [0-9]{1,8}, and repeat no group without bound`;
  }
  return undefined;
}

/** Reads a valid pattern (flag u) and counts the ways in which a backtracking matcher may try it. */
class Scanner {
  readonly #pattern: string;
  readonly #longest: number;
  #at = 0;
  #branches = 0;

  constructor(pattern: string, longest: number) {
    this.#pattern = pattern;
    this.#longest = longest;
  }

  get done(): boolean {
    return this.#at === this.#pattern.length;
  }

  /** Alternatives of the whole pattern, once it was read. */
  get branches(): number {
    return this.#branches;
  }

  /** Ways of `a|b|c`: those of each together. Undefined when something is not understood. */
  alternatives(): number | undefined {
    let total = 0;
    let branches = 0;
    do {
      const ways = this.#sequence();
      if (ways === undefined) return undefined;
      total += ways;
      branches += 1;
    } while (this.#take('|'));
    // The outermost group is read to its end last.
    this.#branches = branches;
    return total;
  }

  /** Ways of `abc`: those of each multiplied. */
  #sequence(): number | undefined {
    let total = 1;
    while (!this.done && this.#peek() !== '|' && this.#peek() !== ')') {
      const ways = this.#atom();
      if (ways === undefined) return undefined;
      total = Math.min(total * this.#repeated(ways), Number.MAX_SAFE_INTEGER);
    }
    return total;
  }

  #atom(): number | undefined {
    if (this.#take('(')) return this.#group();
    if (this.#take('[')) return this.#characterClass();
    if (this.#take('\\')) return this.#escape();
    this.#at += String.fromCodePoint(this.#pattern.codePointAt(this.#at) ?? 0).length;
    return 1;
  }

  #group(): number | undefined {
    if (this.#take('?') && !this.#take(':')) return undefined;
    const ways = this.alternatives();
    return this.#take(')') ? ways : undefined;
  }

  #characterClass(): number {
    while (!this.#take(']')) this.#at += this.#peek() === '\\' ? 2 : 1;
    return 1;
  }

  #escape(): number | undefined {
    const kind = this.#pattern[this.#at] ?? '';
    if (/[1-9k]/.test(kind)) return undefined;
    this.#at += 1;
    if (/[pPu]/.test(kind) && this.#peek() === '{') this.#at = this.#pattern.indexOf('}', this.#at) + 1;
    else if (kind === 'u') this.#at += 4;
    else if (kind === 'x') this.#at += 2;
    else if (kind === 'c') this.#at += 1;
    return 1;
  }

  /** Ways of an atom with its quantifier: each count from least to most, and the ways of so many repeats. */
  #repeated(ways: number): number {
    const [least, most] = this.#quantifier();
    let total = 0;
    let each = 1;
    for (let count = 0; count <= most && total <= mostWays; count += 1) {
      if (count >= least) total += each;
      each = Math.min(each * ways, Number.MAX_SAFE_INTEGER);
    }
    return Math.max(total, 1);
  }

  #quantifier(): readonly [number, number] {
    const rest = this.#pattern.slice(this.#at);
    const match = /^(?:\*|\+|\?|\{(\d+)(,(\d*))?\})\??/.exec(rest);
    if (!match) return [1, 1];
    this.#at += match[0].length;
    const [sign, least, comma, most] = match;
    if (sign.startsWith('*')) return [0, this.#longest];
    if (sign.startsWith('+')) return [1, this.#longest];
    if (sign.startsWith('?')) return [0, 1];
    const from = Math.min(Number(least), this.#longest);
    if (comma === undefined) return [from, from];
    return [from, most ? Math.min(Number(most), this.#longest) : this.#longest];
  }

  #peek(): string | undefined {
    return this.#pattern[this.#at];
  }

  #take(text: string): boolean {
    if (!this.#pattern.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }
}
