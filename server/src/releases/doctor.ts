/** Looks for whatever does not fit together; changes nothing. */
import { sql } from '@tenon/expressions';
import type { Queryable } from '../database/index.ts';
import { countDiffering } from '../records/derived/index.ts';
import { safetyOf } from '../tables/changes.ts';
import { baseColumnNames } from '../tables/desire.ts';
import { isAside } from '../tables/names.ts';
import { listRetired } from '../tables/retired.ts';
import { inWords } from '../tables/words.ts';
import { digestOf, hashOf } from './configuration.ts';
import { type Comparison, compareTables } from './enact.ts';
import type { LiveRelease } from './live.ts';
import { documentsOf, generationsOf, liveNumber } from './store.ts';

export interface Finding {
  readonly code:
    | 'release-without-documents'
    | 'document-damaged'
    | 'live-differs'
    | 'table-differs'
    | 'table-foreign'
    | 'index-pending'
    | 'retired-lost'
    | 'retired-unknown'
    | 'rollup-differs'
    | 'segment-missing'
    | 'segment-dangling';
  readonly message: string;
}

/** `overdue`: what a publish before this ISO time left for afterwards should be done. */
export async function doctor(db: Queryable, live: LiveRelease, overdue: string): Promise<readonly Finding[]> {
  const { model, registry, number: release } = live;
  const generations = await generationsOf(db, release);
  const comparison = await compareTables(db, { model, registry, release, generations });
  return [
    ...(await releaseFindings(db, live)),
    ...(await tableFindings(db, comparison, overdue)),
    ...(await segmentFindings(db, live, comparison)),
    ...(await rollupFindings(db, live)),
  ];
}

async function releaseFindings(db: Queryable, live: LiveRelease): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const number = await liveNumber(db);
  if (number !== live.number) {
    findings.push({
      code: 'live-differs',
      message: `Release ${number} is live, this process has ${live.number}`,
    });
  }
  const releases = await db.query<{ number: number; digest: string }>(
    sql`select number, digest from tenon.releases order by number`,
  );
  for (const { number: release, digest } of releases) {
    if (digestOf(await documentsOf(db, release)) === digest) continue;
    const message = `The documents of release ${release} are not those that were published`;
    findings.push({ code: 'release-without-documents', message });
  }
  const documents = await db.query<{ hash: string; content: string }>(
    sql`select hash, content from tenon.documents`,
  );
  for (const { hash, content } of documents) {
    if (hashOf(content) !== hash)
      findings.push({ code: 'document-damaged', message: `A document changed: ${hash}` });
  }
  return findings;
}

async function tableFindings(
  db: Queryable,
  { changes, foreign, actual, desired }: Comparison,
  overdue: string,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const pending = await db.query<{ name: string; since: string; error: string | null; attempts: number }>(
    sql`select name, since, error, attempts from tenon.pending_steps order by name`,
  );
  const retired = await listRetired(db);
  const waiting = new Set(
    retired.filter(({ aside, at }) => aside === undefined && at > overdue).map(({ of }) => of),
  );
  for (const { name, since, error, attempts } of pending) {
    if (!error && since > overdue) continue;
    const state = error ? `failed ${attempts} times: ${error}` : `waits to be built since ${since}`;
    findings.push({ code: 'index-pending', message: `Index ${name} ${state}` });
  }
  for (const change of changes) {
    if (safetyOf(change) === 'retires' && 'mark' in change && waiting.has(change.mark.of)) continue;
    if (change.kind === 'create_index' && pending.some(({ name }) => name === change.index.name)) continue;
    const { en } = inWords(change, (of) => ({ en: of, 'zh-CN': of }));
    findings.push({ code: 'table-differs', message: `To bring the tables to the live release: ${en}` });
  }
  for (const name of foreign) {
    findings.push({
      code: 'table-foreign',
      message: `${name} was not made by Tenon and stands where ours would`,
    });
  }
  for (const table of desired.values()) {
    const there = actual.get(`${table.schema}.${table.name}`);
    for (const name of table.schema === 'records' && table.mark.type === 'entity' && there
      ? baseColumnNames
      : []) {
      const [is, wanted] = [there?.columns.get(name), table.columns.find((column) => column.name === name)];
      if (is && wanted && is.type === wanted.type && is.notNull === wanted.notNull) continue;
      findings.push({
        code: 'table-differs',
        message: `${table.schema}.${table.name}.${name} is not as it was made`,
      });
    }
  }
  const asides = new Set<string>();
  for (const table of actual.values()) {
    if (isAside(table.name)) asides.add(table.name);
    for (const column of table.columns.values()) if (isAside(column.name)) asides.add(column.name);
  }
  for (const { of, aside } of retired) {
    if (aside === undefined || asides.delete(aside)) continue;
    if (!retired.some((other) => other.aside === aside && other.of !== of)) {
      findings.push({ code: 'retired-lost', message: `${of} was retired as ${aside}, which is gone` });
    }
  }
  return findings;
}

/** Roll-ups that were worked out for this configuration are as they would be from scratch; those of time may lag behind. */
async function rollupFindings(db: Queryable, release: LiveRelease): Promise<readonly Finding[]> {
  const moment = { now: new Date().toISOString(), timeZone: release.model.organisation.timeZone };
  const differing = await countDiffering({ release, moment }, db);
  return differing.flatMap(({ group: { entity, rollups }, records }) => {
    const fields = rollups.map(({ field }) => field.id).join(', ');
    const message = `${entity}: ${fields} of ${records} records are not what they would be from scratch`;
    return records > 0 ? [{ code: 'rollup-differs' as const, message }] : [];
  });
}

/** [SG1] Each live record is in one segment of each segmentation of its entity that was ever refreshed. */
async function segmentFindings(
  db: Queryable,
  { model }: LiveRelease,
  { desired, actual }: Comparison,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const table of desired.values()) {
    const segmentation = model.segmentations.get(table.mark.of.replace(/^segmentation:/, ''));
    const present = actual.get(`${table.schema}.${table.name}`);
    if (table.schema !== 'segments' || !segmentation || !present || present.empty) continue;
    const [segments, records] = [sql.id('segments', table.name), sql.id('records', segmentation.entity)];
    const [row] = await db.query<{ missing: string; dangling: string }>(sql`
      select count(*) filter (where s.record_id is null and r.deleted_at is null) as missing,
        count(*) filter (where r.id is null) as dangling
      from ${records} r full join ${segments} s on s.record_id = r.id`);
    const { missing, dangling } = { missing: Number(row?.missing), dangling: Number(row?.dangling) };
    const name = `Segmentation ${segmentation.id}`;
    if (missing > 0)
      findings.push({ code: 'segment-missing', message: `${name}: ${missing} records have no segment` });
    if (dangling > 0) {
      findings.push({
        code: 'segment-dangling',
        message: `${name}: ${dangling} rows are about records that are not there`,
      });
    }
  }
  return findings;
}
