/** What is handed out as CSV: rows in error with their reasons, and what could not be taken back. */
import { textIn } from '@tenon/documents';
import { sql } from '@tenon/expressions';
import type { ImportRowError } from '@tenon/model';
import { stringify } from 'csv-stringify/sync';
import type { Context } from '../../../context.ts';
import { rightsOf } from '../../../query/rights.ts';
import { titlesOf } from '../../../query/titles.ts';
import { visibleModel } from '../../../query/visible.ts';
import { neutralise } from '../../csv-text.ts';
import type { StoredImport } from './store.ts';

const batch = 1_000;
/** So that Excel reads it as UTF-8. */
const mark = '\ufeff';

/** The original rows, so that they can be mended and imported again; the reasons are the first columns. */
export async function* errorsFile(context: Context, stored: StoredImport): AsyncGenerator<string> {
  const isChinese = context.locale.language === 'zh-CN';
  const names = (stored.columns ?? []).map(({ name }) => name);
  const told = isChinese ? ['行', '问题'] : ['Row', 'What is wrong'];
  yield mark + stringify([[...told, ...names].map(neutralise)]);
  const source = context.db.stream<{ row: number; cells: string[]; errors: ImportRowError[] }>(
    sql`select row, cells, errors from tenon.import_errors where import = ${stored.id} order by row`,
    batch,
  );
  for await (const rows of source) {
    yield stringify(
      rows.map(({ row, cells, errors }) => {
        const reasons = errors.map(({ column, message }) =>
          column === null ? message : `${column}: ${message}`,
        );
        return [String(row), reasons.join('\n'), ...cells].map(neutralise);
      }),
    );
  }
}

const reasons: { readonly [reason: string]: { readonly en: string; readonly 'zh-CN': string } } = {
  'changed-since': { en: 'changed since the import', 'zh-CN': '导入后已被修改' },
  'deleted-since': { en: 'deleted since the import', 'zh-CN': '导入后已被删除' },
  'unique-conflict': { en: 'another record has the old value by now', 'zh-CN': '原值现已被其他记录使用' },
  'not-unique': { en: 'another record has the old value by now', 'zh-CN': '原值现已被其他记录使用' },
  duplicate: { en: 'it would be a duplicate of another record', 'zh-CN': '恢复后会与其他记录重复' },
  required: { en: 'the field must not be empty any more', 'zh-CN': '该字段现已不能为空' },
  'invalid-value': { en: 'the field does not take the old value any more', 'zh-CN': '该字段已不接受原值' },
  'unknown-reference': {
    en: 'the record that it referred to is deleted',
    'zh-CN': '原来关联的记录已被删除',
  },
  'rule-broken': { en: 'a rule does not allow the old values', 'zh-CN': '现有规则不允许恢复为原值' },
  sealed: { en: 'old values of this field are not kept', 'zh-CN': '该字段不保留旧值' },
};

interface LeftRow {
  readonly entity: string;
  readonly record_id: string;
  readonly fields: readonly string[];
  readonly reason: string;
  readonly message: string | null;
}

export async function* leftFile(context: Context, stored: StoredImport): AsyncGenerator<string> {
  const { language } = context.locale;
  const { entities } = context.release.model;
  const visible = visibleModel(context.release, rightsOf(context));
  yield mark +
    stringify([
      language === 'zh-CN'
        ? ['对象', '记录', '名称', '字段', '原因']
        : ['Entity', 'Record', 'Name', 'Fields', 'Reason'],
    ]);
  const source = context.db.stream<LeftRow>(
    sql`select entity, record_id, fields, reason, message from tenon.import_left where import = ${stored.id} order by entity, record_id`,
    batch,
  );
  for await (const rows of source) {
    const titles = new Map<string, ReadonlyMap<string, string>>();
    for (const [entity, own] of Map.groupBy(rows, (row) => row.entity)) {
      const ids = own.map(({ record_id }) => record_id);
      if (visible.entity(entity)) titles.set(entity, await titlesOf(context, entity, ids));
    }
    yield stringify(
      rows.map(({ entity, record_id, fields, reason, message }) => {
        const known = visible.entity(entity)?.fields;
        const labels = fields.flatMap((id) => {
          const field = known?.get(id);
          return field ? textIn(field.label, language, id) : [];
        });
        return [
          textIn(entities.get(entity)?.label ?? entity, language, entity),
          record_id,
          titles.get(entity)?.get(record_id) ?? '',
          labels.join('; '),
          message ?? reasons[reason]?.[language] ?? reason,
        ].map(neutralise);
      }),
    );
  }
}
