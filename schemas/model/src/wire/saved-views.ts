/** Views that people keep for themselves or share, and what they keep at hand. */
import type { Expression } from '@tenon/documents';

/** What is absent is as the configuration has it. Paths that a reader does not see are left out where it is shown. */
export interface SavedViewContent {
  readonly columns?: readonly string[];
  readonly filter?: Expression;
  readonly sort?: readonly { readonly field: string; readonly direction: 'asc' | 'desc' }[];
  /** Settings of the view type: groups, widths of columns, height of rows. */
  readonly state?: { readonly [setting: string]: unknown };
}

/** `nobody`: a personal view. Roles by their ids. */
export type Sharing = 'nobody' | 'everybody' | { readonly roles: readonly string[] };

/** GET saved-views?entity=… → { items }: the reader's own and those shared with them, by name. */
export interface SavedViewBody {
  readonly id: string;
  readonly name: string;
  readonly entity: string;
  /** The view of the configuration that it stands on; null for the plain list of the entity. */
  readonly view: string | null;
  readonly content: SavedViewContent;
  readonly sharing: Sharing;
  readonly owner: { readonly id: string; readonly name: string };
  /** The reader may change and delete it. */
  readonly mine: boolean;
  /** The reader's list opens with it. */
  readonly isDefault: boolean;
  readonly version: number;
}
/** POST saved-views. */
export interface NewSavedView {
  readonly name: string;
  readonly entity: string;
  readonly view: string | null;
  readonly content: SavedViewContent;
  readonly sharing: Sharing;
}
/** PATCH saved-views/{id}, with If-Match. */
export interface SavedViewChange {
  readonly name?: string;
  readonly content?: SavedViewContent;
  readonly sharing?: Sharing;
}
/** PUT saved-views/default: what a list opens with; null for what is configured. */
export interface DefaultSavedView {
  readonly entity: string;
  readonly view: string | null;
  readonly savedView: string | null;
}

export type FavouriteTarget =
  | { readonly kind: 'record'; readonly entity: string; readonly id: string }
  | { readonly kind: 'view' | 'dashboard' | 'saved_view'; readonly id: string };
/** GET favourites → { items }: the reader's own in their order, then shared ones. Gone and hidden targets are left out. */
export interface FavouriteBody {
  readonly id: string;
  readonly target: FavouriteTarget;
  /** The title of a record or the name of a saved view; null for what the configuration names. */
  readonly title: string | null;
  /** Of a saved view: where it stands. */
  readonly entity?: string;
  readonly view?: string | null;
  readonly sharing: Sharing;
  readonly mine: boolean;
}
/** POST favourites. Keeping the same target twice keeps it once. */
export interface NewFavourite {
  readonly target: FavouriteTarget;
  readonly sharing?: Sharing;
}
