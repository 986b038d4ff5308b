/** Fields that the configuration had once: what is in the log of them stays readable, by the rights of its time. */
import type { FieldModel } from '@tenon/model';
import { type Context, queryable } from '../../context.ts';
import { isTenonError } from '../../errors.ts';
import { configurationOf } from '../../releases/configuration.ts';
import type { LiveRelease } from '../../releases/live.ts';
import { documentsOf } from '../../releases/store.ts';
import { isVisibleField, rightsThen } from './rights-then.ts';

export type RemovedFields = (release: number, field: string) => FieldModel | undefined;

interface Wanted {
  readonly release: number;
  readonly changes: { readonly [field: string]: unknown };
}

/** Those of the fields named in the changes that are gone from the entity and that the viewer could see then. */
export async function removedFields(
  context: Context,
  entityId: string,
  rows: readonly Wanted[],
): Promise<RemovedFields> {
  const present = context.release.model.entities.get(entityId);
  const releases = new Set(
    rows
      .filter(({ changes }) => Object.keys(changes).some((id) => !present?.fields.has(id)))
      .map(({ release }) => release),
  );
  const models = new Map<number, Awaited<ReturnType<typeof modelOf>>>();
  for (const release of releases) models.set(release, await modelOf(context, release));
  return (release, id) => {
    const model = models.get(release);
    const field = model?.entities.get(entityId)?.fields.get(id);
    if (!model || !field || present?.fields.has(id)) return undefined;
    return isVisibleField(field, rightsThen(context, model)) ? field : undefined;
  };
}

type OldModel = LiveRelease['model'];

/** Compiled once while the live release lives; at most so many are kept. */
const mostKept = 8;

async function modelOf(context: Context, release: number): Promise<OldModel | undefined> {
  const kept = context.release.memo(
    'history:releases',
    () => new Map<number, Promise<OldModel | undefined>>(),
  );
  const known = kept.get(release);
  if (known) return await known;
  const [oldest] = kept.keys();
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
  const made = (async () => {
    const documents = await documentsOf(queryable(context), release).catch(unlessUnknown);
    if (!documents) return undefined;
    return configurationOf(
      documents.map(({ content }) => content),
      context.release.registry,
    ).model;
  })();
  kept.set(release, made);
  made.catch(() => kept.delete(release));
  return await made;
}

/** Rows that were brought from elsewhere may name a release that was never here. */
function unlessUnknown(error: unknown): undefined {
  if (isTenonError(error) && error.code === 'not-found') return undefined;
  throw error;
}
