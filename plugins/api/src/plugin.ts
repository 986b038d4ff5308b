import type { Operator } from '@tenon/expressions';
import type { AssignmentStrategy } from './assignment-strategy.ts';
import type { BrowserFieldType, FieldType, JsonSchema, ServerFieldType } from './field-type.ts';
import type { BrowserTileType, TileType } from './tile-type.ts';
import type { BrowserViewType, ViewType } from './view-type.ts';

/** A document kind that a plugin adds: its schema, and where it points to others. */
export interface DocumentKindContribution {
  readonly id: string;
  readonly schema: JsonSchema;
}

/** What a plugin adds, by contribution point. */
export interface Contributions {
  readonly fieldTypes?: readonly FieldType[];
  readonly operators?: readonly Operator[];
  readonly viewTypes?: readonly ViewType[];
  readonly tileTypes?: readonly TileType[];
  readonly assignmentStrategies?: readonly AssignmentStrategy[];
  readonly documentKinds?: readonly DocumentKindContribution[];
}

export interface ServerContributions {
  readonly fieldTypes?: readonly ServerFieldType[];
}

export interface BrowserContributions {
  readonly fieldTypes?: readonly BrowserFieldType[];
  readonly viewTypes?: readonly BrowserViewType[];
  readonly tileTypes?: readonly BrowserTileType[];
}

/** The `.` door of a plugin: plain data. */
export interface Plugin {
  readonly id: string;
  readonly version: string;
  /** Ids of plugins whose contributions must be registered first. */
  readonly after?: readonly string[];
  readonly contributes: Contributions;
  /**
   * What the plugin says in English → the same in another language: why a text is no value, descriptions in schemas of
   * options, what is wrong with options. `{a}` stands for what was filled in, `{due}` for another phrase.
   */
  readonly phrases?: { readonly 'zh-CN': { readonly [english: string]: string } };
}
/** The `./server` door. */
export interface ServerPlugin {
  readonly id: string;
  readonly contributes: ServerContributions;
}
/** The `./browser` door. */
export interface BrowserPlugin {
  readonly id: string;
  readonly contributes: BrowserContributions;
}

export const definePlugin = (plugin: Plugin): Plugin => plugin;
export const defineServerPlugin = (plugin: ServerPlugin): ServerPlugin => plugin;
export const defineBrowserPlugin = (plugin: BrowserPlugin): BrowserPlugin => plugin;

/**
 * A field type as a contribution. Types of options and values are erased here: both are checked by the type's own
 * schemas before any of its functions is called with them.
 */
export const defineFieldType = <Options, Value>(type: FieldType<Options, Value>): FieldType =>
  type as unknown as FieldType;
export const defineServerFieldType = <Options, Value>(
  type: ServerFieldType<Options, Value>,
): ServerFieldType => type as unknown as ServerFieldType;
export const defineBrowserFieldType = <Options, Value>(
  type: BrowserFieldType<Options, Value>,
): BrowserFieldType => type as unknown as BrowserFieldType;
