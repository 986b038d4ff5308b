/** Every column in which an id of a record may stand, and what a merge does about it: nobody adds one without deciding. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@tenon/expressions';
import { type Doubled, openDoubled } from '../testing/company.ts';
import { referringFields } from './references.ts';

/**
 * `moves`: to the survivor, and back when it is undone. `copied`: the survivor gets its own, which goes when it is undone.
 * `follows`: made anew from the log. `user`: users are not merged. `history`: of what was, under the id that it had then.
 * `merge`: what merges know of themselves. `other`: no id of a record of somebody's entity.
 */
type Decision = 'moves' | 'copied' | 'follows' | 'user' | 'history' | 'merge' | 'other';

const decisions: { readonly [column: string]: Decision } = {
  'search.entries.record_id': 'follows',
  'segments.state.record_id': 'follows',
  'tenon.changes.by_id': 'user',
  'tenon.changes.changes': 'history',
  'tenon.changes.id': 'other',
  'tenon.changes.record_id': 'history',
  'tenon.consumers.id': 'other',
  'tenon.conversions.by_id': 'user',
  'tenon.conversions.id': 'other',
  'tenon.decisions.by_id': 'user',
  'tenon.decisions.id': 'other',
  'tenon.decisions.operator': 'user',
  'tenon.decisions.record_id': 'moves',
  'tenon.decisions.run': 'other',
  'tenon.decisions.task': 'other',
  'tenon.default_views.owner': 'user',
  'tenon.default_views.saved_view': 'other',
  'tenon.drafts.id': 'other',
  'tenon.draft_documents.draft': 'other',
  'tenon.duplicate_pairs.a': 'copied',
  'tenon.duplicate_pairs.b': 'copied',
  'tenon.duplicate_pairs.decided_by': 'user',
  'tenon.favourites.id': 'other',
  'tenon.favourites.owner': 'user',
  'tenon.favourites.target': 'moves',
  'tenon.file_chunks.file_id': 'other',
  'tenon.file_references.file_id': 'other',
  // A file stays with the field that holds it; a survivor that takes the value refers to the file itself.
  'tenon.file_references.record_id': 'history',
  'tenon.files.by_id': 'user',
  'tenon.files.id': 'other',
  'tenon.import_chunks.import': 'other',
  'tenon.import_chunks.undone_to': 'other',
  'tenon.import_errors.import': 'other',
  'tenon.import_left.import': 'other',
  'tenon.import_left.record_id': 'history',
  'tenon.import_references.import': 'other',
  // A record that an import under way has written, by a link that is still to be made; one that is gone gets none.
  'tenon.import_references.record_id': 'history',
  'tenon.imports.by_id': 'user',
  'tenon.imports.file_id': 'other',
  'tenon.imports.id': 'other',
  'tenon.index_states.reached': 'other',
  'tenon.match_keys.record_id': 'follows',
  'tenon.merge_moves.field': 'merge',
  'tenon.merge_moves.from_id': 'merge',
  'tenon.merge_moves.merge': 'merge',
  'tenon.merge_moves.record_id': 'merge',
  'tenon.merge_moves.row': 'merge',
  'tenon.merged_records.merge': 'merge',
  'tenon.merged_records.record_id': 'merge',
  'tenon.merges.by_id': 'user',
  'tenon.merges.changes': 'merge',
  'tenon.merges.id': 'merge',
  'tenon.merges.survivor': 'merge',
  'tenon.merges.undone_by': 'user',
  'tenon.releases.by_id': 'user',
  'tenon.reveals.by_id': 'user',
  'tenon.reveals.id': 'other',
  'tenon.reveals.record_id': 'history',
  'tenon.runs.by_id': 'user',
  'tenon.runs.id': 'other',
  'tenon.saved_views.content': 'moves',
  'tenon.saved_views.id': 'other',
  'tenon.saved_views.owner': 'user',
  'tenon.segment_moves.record_id': 'history',
  'tenon.sessions.user_id': 'user',
  'tenon.sign_ins.user_id': 'user',
  'tenon.task_events.by_id': 'user',
  'tenon.task_events.id': 'other',
  'tenon.task_events.operator': 'user',
  'tenon.task_events.task': 'other',
  'tenon.tasks.closed_by': 'user',
  'tenon.tasks.id': 'other',
  'tenon.tasks.operator': 'user',
  'tenon.tasks.record_id': 'moves',
  'tenon.tasks.run': 'other',
  'tenon.tokens.id': 'other',
  'tenon.tokens.user_id': 'user',
  'tenon.touchpoints.by_id': 'user',
  'tenon.touchpoints.id': 'other',
  'tenon.touchpoints.record_id': 'moves',
  'tenon.touchpoints.task': 'other',
  'tenon.turns.operator': 'user',
  'tenon.user_roles.user_id': 'user',
  'tenon.waiting.decision': 'other',
  'tenon.waiting.record_id': 'moves',
};

/** Columns of every table of records that are no fields of somebody's. */
const ofEveryRecord = ['id', 'created_by', 'updated_by', 'owner'];

interface Column {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

let doubled: Doubled;
beforeAll(async () => {
  doubled = await openDoubled();
}, 60_000);
afterAll(() => doubled.close());

async function columns(): Promise<readonly Column[]> {
  return doubled.company.db.query<Column>(sql`
    select c.table_schema as schema, c.table_name as table, c.column_name as column, c.udt_name as type
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and c.table_schema in ('tenon', 'search', 'segments', 'records')
    order by 1, 2, 3`);
}

const nameOf = ({ schema, table, column }: Column) => `${schema}.${table}.${column}`;

describe('a merge', () => {
  it('[DU16] has a decision about every column that can hold the id of a record', async () => {
    const all = await columns();
    const ids = all.filter(({ schema, type }) => schema !== 'records' && /^_?uuid$/.test(type)).map(nameOf);
    expect(ids.filter((name) => decisions[name] === undefined)).toEqual([]);
    const names = new Set(all.map(nameOf));
    expect(Object.keys(decisions).filter((name) => !names.has(name))).toEqual([]);
  });

  it('[DU16] moves every field that can refer to a record', async () => {
    const { release } = doubled.company;
    const moved = new Set<string>();
    for (const entity of release.model.entities.keys())
      for (const physical of referringFields(release, entity)) {
        if (physical.link) moved.add(physical.link.table.compile().text);
        for (const { name } of physical.columns) moved.add(`"records"."${physical.field.entity}".${name}`);
      }
    const wrong = (await columns()).filter(({ schema, table, column, type }) => {
      if (schema !== 'records' || !/^_?uuid$/.test(type) || ofEveryRecord.includes(column)) return false;
      if (column === 'from_id' || column === 'to_id') return !moved.has(`"records"."${table}"`);
      return !moved.has(`"records"."${table}".${column}`);
    });
    expect(wrong.map(nameOf)).toEqual([]);
  });

  it('[DU16] knows of every text and document that holds one', async () => {
    const { company, administrator, duplicates } = doubled;
    const { db, records } = company;
    const make = async (name: string) => (await records.create(administrator, 'customer', { name })).id;
    const [a, b] = [await make('Kept'), await make('Gone')];
    const id = sql.value(b, 'uuid');
    await records.create(administrator, 'order', {
      number: '1',
      customer: b,
      guests: [b],
      about: { entity: 'customer', id: b },
    });
    await db.query(sql`
      insert into tenon.favourites (id, owner, kind, entity, target, everybody, roles)
      values (gen_random_uuid(), ${id}, 'record', 'customer', ${b}, false, '{}')`);
    await db.query(sql`
      insert into tenon.saved_views (id, name, entity, view, content, everybody, roles, owner, owner_name, changed_at)
      values (gen_random_uuid(), 'V', 'order', '', ${JSON.stringify({ filter: b })}, false, '{}', gen_random_uuid(), 'A', now())`);
    await duplicates.catchUp();
    await duplicates.merge(administrator, 'customer', a, { with: [b] });
    const found: string[] = [];
    for (const column of await columns()) {
      if (column.schema === 'records' || /^_?uuid$/.test(column.type)) continue;
      const rows = await db.query(sql`
        select from ${sql.id(column.schema, column.table)} t
        where position(${b} in to_jsonb(t.${sql.id(column.column)})::text) > 0 limit 1`);
      if (rows.length > 0) found.push(nameOf(column));
    }
    expect(found).toContain('tenon.changes.changes');
    expect(found.filter((name) => decisions[name] === undefined)).toEqual([]);
    expect(found.filter((name) => decisions[name] === 'moves')).toEqual([]);
  });
});
