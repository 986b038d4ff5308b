/** Which tasks a viewer sees, and how: a task shows only when its record may be read (AS6). */
import { type Sql, sql } from '@tenon/expressions';
import { canReadPath, type PathModel, type TaskBody, type TaskTypeModel } from '@tenon/model';
import type { Context } from '../../context.ts';
import { physicalEntity } from '../../query/compile/columns.ts';
import { createAliases, liveRows } from '../../query/compile/index.ts';
import { rightsOf, selectRecords } from '../../query/index.ts';
import { idIn } from '../expressions.ts';
import { namesOf } from '../titles.ts';
import { isLive } from './states.ts';
import type { TaskRow } from './store.ts';

/** A condition on `alias`, a row with `entity` and `record_id`. */
export function visibleTasks(context: Context, alias: Sql): Sql {
  const { release, moment } = context;
  const entities = new Set([...release.model.taskTypes.values()].map(({ entity }) => entity.id));
  const scope = {
    release,
    moment,
    rights: rightsOf(context),
    names: { viewer: context.viewer.attributes },
    aliases: createAliases('v'),
  };
  const parts = [...entities].map((entity) => {
    const r = scope.aliases.next();
    return sql`(${alias}.entity = ${entity} and exists (select from ${physicalEntity(release, entity).table} ${r}
      where ${r}.id = ${alias}.record_id and ${liveRows(scope, entity, r)}))`;
  });
  return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, ' or ')})`;
}

/** In the order of the rows. Rows must have passed `visibleTasks`. */
export async function taskBodies(context: Context, rows: readonly TaskRow[]): Promise<readonly TaskBody[]> {
  const names = await namesOf(
    context,
    rows.map(({ operator }) => operator),
  );
  const texts = await recordTexts(context, rows);
  return rows.map((row) => {
    const { title, subtitle } = texts.get(`${row.task_type} ${row.record_id}`) ?? {
      title: '',
      subtitle: null,
    };
    return {
      id: row.id,
      taskType: row.task_type,
      entity: row.entity,
      record: row.record_id,
      title,
      subtitle,
      state: row.state,
      operator: row.operator === null ? null : { id: row.operator, name: names.get(row.operator) ?? '' },
      queue: row.queue,
      priority: row.priority,
      priorityParts: partsOf(context, row),
      hot: row.hot && isLive(row.state),
      overdue: isLive(row.state) && row.due !== null && row.due < context.moment.now,
      due: row.due,
      lapsesAt: row.lapses_at,
      snoozedUntil: row.snoozed_until,
      createdAt: row.created_at,
      version: row.version,
    };
  });
}

function partsOf({ release }: Context, { task_type, priority_parts }: TaskRow): TaskBody['priorityParts'] {
  const labels = new Map(
    release.model.taskTypes.get(task_type)?.priority.map(({ id, label }) => [id, label]),
  );
  return Object.entries(priority_parts)
    .map(([id, score]) => ({ id, label: labels.get(id) ?? id, score }))
    .sort((a, b) => Number(b.score) - Number(a.score));
}

interface RecordText {
  readonly title: string;
  readonly subtitle: string | null;
}

/** The first facts that are not empty stand under the title in the list; only so many are looked at. */
const subtitleFacts = 2;
const lookedAt = 4;

async function recordTexts(
  context: Context,
  rows: readonly TaskRow[],
): Promise<ReadonlyMap<string, RecordText>> {
  const texts = new Map<string, RecordText>();
  for (const id of new Set(rows.map(({ task_type }) => task_type))) {
    const taskType = context.release.model.taskTypes.get(id);
    if (!taskType) continue;
    const records = rows.filter(({ task_type }) => task_type === id).map(({ record_id }) => record_id);
    for (const [record, text] of await textsOf(context, taskType, [...new Set(records)])) {
      texts.set(`${id} ${record}`, text);
    }
  }
  return texts;
}

async function textsOf(
  context: Context,
  { entity, facts }: TaskTypeModel,
  ids: readonly string[],
): Promise<readonly (readonly [string, RecordText])[]> {
  const { titleField } = entity;
  const title: PathModel = { path: titleField.id, steps: [titleField], field: titleField };
  const readable = readablePaths(context, [title, ...facts.filter(({ path }) => path !== title.path)]);
  const shown = readable.filter(({ path }) => path !== title.path).slice(0, lookedAt);
  const paths = readable.filter((path) => path.path === title.path || shown.includes(path));
  const records = await selectRecords(context, entity.id, {
    where: [idIn(entity.id, ids)],
    paths: withId(context, entity.id, paths),
    titles: true,
    limit: ids.length,
  });
  return records.map((record) => {
    const titles = record.$titles ?? {};
    const textOf = ({ path, field }: PathModel): string => {
      const known = titles[path];
      if (known !== undefined) return typeof known === 'string' ? known : known.join(', ');
      const value = record[path];
      return value === null || value === undefined
        ? ''
        : field.type.format(value, field.options, context.locale);
    };
    const subtitle = shown
      .map(textOf)
      .filter((text) => text !== '')
      .slice(0, subtitleFacts);
    return [
      record.id,
      { title: paths.includes(title) ? textOf(title) : record.id, subtitle: subtitle.join(' · ') || null },
    ] as const;
  });
}

/** A record is selected with its id only when that is asked for. */
export function withId(
  { release }: Context,
  entity: string,
  paths: readonly PathModel[],
): readonly PathModel[] {
  const id = release.model.entities.get(entity)?.fields.get('id');
  return id && !paths.some(({ path }) => path === 'id')
    ? [{ path: 'id', steps: [id], field: id }, ...paths]
    : paths;
}

/** Those that the viewer may see; the system sees all. */
export function readablePaths(context: Context, paths: readonly PathModel[]): readonly PathModel[] {
  return context.viewer.id === null
    ? paths
    : paths.filter((path) => canReadPath(context.viewer.access, path));
}
