/** From a user id to the viewer that every operation is done for. */
import type { Language } from '@tenon/documents';
import { isTimeZone, systemAccess } from '@tenon/model';
import type { Context, Source, Viewer } from '../context.ts';
import type { Database } from '../database/index.ts';
import { isTenonError } from '../errors.ts';
import { viewerPaths } from '../query/viewer-paths.ts';
import type { Records } from '../records/records.ts';
import type { LiveRelease } from '../releases/live.ts';
import { rolesOf } from './roles.ts';

/** For how long a viewer is remembered: a changed right or a disabled user holds within this time in every process. */
export const viewerLifeMs = 2_000;

export interface ViewerDependencies {
  readonly db: Database;
  readonly records: Records;
  readonly now: () => string;
}

/** The viewer of the system itself, for jobs and the command line: everything is allowed, and the history says `system`. */
export function systemContext(
  deps: Pick<ViewerDependencies, 'db' | 'now'>,
  release: LiveRelease,
  source: Source = 'system',
): Context {
  const { organisation } = release.model;
  const language = organisation.languages[0] ?? 'en';
  const viewer: Viewer = {
    id: null,
    name: 'Tenon',
    roles: [],
    access: systemAccess(release.model),
    language,
    timeZone: organisation.timeZone,
    attributes: {},
  };
  return contextOf(deps, release, viewer, source);
}

export function contextOf(
  deps: Pick<ViewerDependencies, 'db' | 'now'>,
  release: LiveRelease,
  viewer: Viewer,
  source: Source,
): Context {
  const { organisation } = release.model;
  return {
    release,
    viewer,
    source,
    db: deps.db,
    moment: { now: deps.now(), timeZone: organisation.timeZone },
    locale: {
      language: viewer.language,
      timeZone: viewer.timeZone,
      currency: organisation.currency,
      phoneRegion: organisation.phoneRegion,
    },
  };
}

export interface Viewers {
  /** Undefined when there is no such live, active user. */
  find(release: LiveRelease, userId: string): Promise<Viewer | undefined>;
  /** Forgets what is remembered of a user in this process, or of all. */
  forget(userId?: string): void;
}

export function createViewers(deps: ViewerDependencies): Viewers {
  const remembered = new Map<
    string,
    { readonly viewer: Promise<Viewer | undefined>; readonly release: number; readonly until: number }
  >();

  async function load(release: LiveRelease, userId: string): Promise<Viewer | undefined> {
    let record: Readonly<Record<string, unknown>>;
    try {
      record = await deps.records.read(systemContext(deps, release), 'user', userId, {
        fields: viewerPaths(release.model),
      });
    } catch (error) {
      if (isTenonError(error) && error.code === 'not-found') return undefined;
      throw error;
    }
    if (record.active !== true) return undefined;
    const roles = (await rolesOf(deps.db, release.model, [userId])).get(userId) ?? [];
    const { organisation } = release.model;
    return {
      id: userId,
      name: String(record.name),
      roles,
      access: release.access(roles),
      language: (record.language as Language | null) ?? organisation.languages[0] ?? 'en',
      timeZone: zoneOf(record.time_zone) ?? organisation.timeZone,
      attributes: record,
    };
  }

  return {
    find(release, userId) {
      const known = remembered.get(userId);
      if (known && known.release === release.number && known.until > Date.now()) return known.viewer;
      const viewer = load(release, userId);
      if (remembered.size > 5_000) remembered.clear();
      remembered.set(userId, { viewer, release: release.number, until: Date.now() + viewerLifeMs });
      viewer.catch(() => remembered.delete(userId));
      return viewer;
    },
    forget(userId) {
      if (userId === undefined) remembered.clear();
      else remembered.delete(userId);
    },
  };
}

/** The field is plain text, and records may come from files: a zone that does not exist is none. */
function zoneOf(value: unknown): string | undefined {
  return typeof value === 'string' && isTimeZone(value) ? value : undefined;
}
