import { createHash } from 'node:crypto';
import type { CompiledSql } from '@tenon/expressions';
import type { PoolClient, QueryConfig } from 'pg';

const rememberedTexts = 1_000;
const namedPerConnection = 400;

/**
 * Gives a statement a name, so that Postgres parses and plans it once per connection. A text gets one when it is seen
 * for the second time, and a connection that holds too many is retired by the pool (see `isFull`).
 */
export class PreparedStatements {
  /** Text → its name, '' before the second sight. */
  #young = new Map<string, string>();
  #old = new Map<string, string>();
  #renewals = 0;
  readonly #held = new WeakMap<PoolClient, Set<string>>();

  config(client: PoolClient, { text, values }: CompiledSql): QueryConfig {
    const config: QueryConfig = { text, values: values as unknown[] };
    const name = this.#nameOf(text);
    if (name === '') return config;
    const held = this.#held.get(client) ?? new Set<string>();
    this.#held.set(client, held);
    if (!held.has(name) && held.size >= namedPerConnection) return config;
    held.add(name);
    return { ...config, name };
  }

  /** The tables changed under a statement: under another name every connection plans it anew. */
  renew({ text }: CompiledSql): void {
    this.#young.set(text, `${nameFor(text)}_${++this.#renewals}`);
  }

  /** Whether the connection takes no more names and should make room for a fresh one. */
  isFull(client: PoolClient): boolean {
    return (this.#held.get(client)?.size ?? 0) >= namedPerConnection;
  }

  /** Two generations instead of an order of use: a statement that is in the younger one costs one look-up. */
  #nameOf(text: string): string {
    const young = this.#young.get(text);
    if (young) return young;
    const seenBefore = young ?? this.#old.get(text);
    const name = seenBefore === undefined ? '' : seenBefore || nameFor(text);
    if (this.#young.size >= rememberedTexts) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(text, name);
    return name;
  }
}

function nameFor(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
