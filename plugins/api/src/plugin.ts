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

/**
 * What a plugin adds, by contribution point. Options and value types of field types are erased here: a type checks its own
 * options by schema before it is called with them.
 */
export interface Contributions {
  readonly fieldTypes?: readonly FieldType<never, never>[];
  readonly operators?: readonly Operator[];
  readonly viewTypes?: readonly ViewType[];
  readonly tileTypes?: readonly TileType[];
  readonly assignmentStrategies?: readonly AssignmentStrategy[];
  readonly documentKinds?: readonly DocumentKindContribution[];
}

export interface ServerContributions {
  readonly fieldTypes?: readonly ServerFieldType<never, never>[];
}

export interface BrowserContributions {
  readonly fieldTypes?: readonly BrowserFieldType<never, never>[];
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
