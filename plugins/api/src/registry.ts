import type { Language } from '@tenon/documents';
import type { Language as RuleLanguage } from '@tenon/expressions';
import type { AssignmentStrategy } from './assignment-strategy.ts';
import type { BrowserFieldType, FieldType, ServerFieldType } from './field-type.ts';
import type { DocumentKindContribution } from './plugin.ts';
import type { BrowserTileType, TileType } from './tile-type.ts';
import type { BrowserViewType, ViewType } from './view-type.ts';

/** Look-ups by id over everything that was contributed; sealed. An unknown id gives undefined. */
export interface Registry {
  readonly fieldTypes: Lookup<FieldType>;
  readonly viewTypes: Lookup<ViewType>;
  readonly tileTypes: Lookup<TileType>;
  readonly assignmentStrategies: Lookup<AssignmentStrategy>;
  readonly documentKinds: Lookup<DocumentKindContribution>;
  /** The rule language with every contributed operator. */
  readonly rules: RuleLanguage;
  /** What a plugin says, in a language; undefined when it is English or nobody translated it. */
  say(text: string, language: Language): string | undefined;
}
export interface ServerRegistry extends Registry {
  readonly serverFieldTypes: Lookup<ServerFieldType>;
}
export interface BrowserRegistry extends Registry {
  readonly browserFieldTypes: Lookup<BrowserFieldType>;
  readonly browserViewTypes: Lookup<BrowserViewType>;
  readonly browserTileTypes: Lookup<BrowserTileType>;
}
export interface Lookup<T> {
  get(id: string): T | undefined;
  /** Throws an error that lists the known ids. */
  require(id: string): T;
  all(): readonly T[];
  ids(): readonly string[];
  /** The plugin that contributed it. */
  pluginOf(id: string): string | undefined;
}
