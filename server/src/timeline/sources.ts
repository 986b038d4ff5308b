/** What a timeline is woven of: each source gives what it knows before a place, newest first. */
import { sql } from '@tenon/expressions';
import type { FieldModel, TimelineEntry } from '@tenon/model';
import type { Context } from '../context.ts';
import type { VisibleEntity } from '../query/visible.ts';

export interface Subject {
  readonly context: Context;
  readonly entity: VisibleEntity;
  readonly record: string;
  /** Whose records are told of, too: visible to the viewer, and they lead to many. */
  readonly relations: readonly FieldModel[];
  /** A contact that completed a task is told with the task, where tasks are told of. */
  readonly withTasks: boolean;
}

export interface Found {
  readonly id: string;
  /** Shown once the places are known; undefined where nothing is left that the viewer may see. */
  show(): Promise<TimelineEntry | undefined>;
}

export interface Place {
  /** Events from before this one alone; all when absent. */
  readonly before: string | undefined;
  readonly limit: number;
}

/** Ids are made in the order of time, so that they are the keys of every source. */
export const earlier = (column: ReturnType<typeof sql.id>, { before }: Place) =>
  before === undefined ? sql`true` : sql`${column} < ${sql.value(before, 'uuid')}`;

export const most = ({ limit }: Place) => sql.value(limit, 'bigint');
