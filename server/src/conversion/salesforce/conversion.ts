/** What a conversion under way knows. */
import type { Source, SourceObject } from './source.ts';

/** Something that came out otherwise than it stood in the source. */
export interface ConversionNote {
  readonly object: string;
  readonly member?: string;
  readonly message: string;
}

/** An object with the ids that it and its fields get. */
export interface ConvertedObject {
  readonly source: SourceObject;
  readonly id: string;
  /** Names of fields → ids; inverse relations, named by their relationship, among them. */
  readonly fieldIds: ReadonlyMap<string, string>;
}

export interface Conversion {
  readonly objects: ReadonlyMap<string, ConvertedObject>;
  readonly valueSets: Source['valueSets'];
  readonly labels: Source['labels'];
  note(object: string, member: string | undefined, message: string): void;
}
