/** What is handed out as CSV: rows in error with their reasons, and what could not be taken back. */
import { textIn } from '@tenon/documents';
import { sql } from '@tenon/expressions';
import type { ImportRowError } from '@tenon/model';
import { stringify } from 'csv-stringify/sync';
import type { Context } from '../../../context.ts';
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
  sealed: { en: 'old values of this field are not kept', 'zh-CN': '该字段不保留旧值' },
};

export async function* leftFile(context: Context, stored: StoredImport): AsyncGenerator<string> {
  const { language } = context.locale;
  const { entities } = context.release.model;
  yield mark +
    stringify([
      language === 'zh-CN' ? ['对象', '记录', '字段', '原因'] : ['Entity', 'Record', 'Fields', 'Reason'],
    ]);
  const source = context.db.stream<{ entity: string; record_id: string; fields: string[]; reason: string }>(
    sql`select entity, record_id, fields, reason from tenon.import_left where import = ${stored.id} order by entity, record_id`,
    batch,
  );
  for await (const rows of source) {
    yield stringify(
      rows.map(({ entity, record_id, fields, reason }) => {
        const model = entities.get(entity);
        const labels = fields.map((id) => textIn(model?.fields.get(id)?.label ?? id, language, id));
        return [
          textIn(model?.label ?? entity, language, entity),
          record_id,
          labels.join('; '),
          reasons[reason]?.[language] ?? reason,
        ].map(neutralise);
      }),
    );
  }
}
