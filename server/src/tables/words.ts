/** Changes in words, for people who decide about a publish. */
import type { ChangeKind, ChangeOf, TableChange } from './changes.ts';

export interface Words {
  readonly en: string;
  readonly 'zh-CN': string;
}

/** Gives the name of a stored thing (`account`, `account.name`, `segmentation:value`) as people know it. */
export type Naming = (of: string) => Words;

type Sentences = { readonly [Kind in ChangeKind]: (change: ChangeOf<Kind>, name: Naming) => Words };

const say = (en: string, zh: string): Words => ({ en, 'zh-CN': zh });

const sentences: Sentences = {
  create_table: ({ table }, name) => {
    const { en, 'zh-CN': zh } = name(table.mark.of);
    return say(`${en}: a table is created`, `${zh}：新建数据表`);
  },
  retire_table: ({ mark }, name) => {
    const { en, 'zh-CN': zh } = name(mark.of);
    return say(`${en}: the table is set aside with its rows`, `${zh}：数据表连同数据一并停用保留`);
  },
  revive_table: ({ mark }, name) => {
    const { en, 'zh-CN': zh } = name(mark.of);
    return say(`${en}: the table comes back with its rows`, `${zh}：数据表连同数据一并恢复`);
  },
  add_column: ({ table, column }, name) => {
    const { en, 'zh-CN': zh } = name(column.mark?.of ?? `${table}.${column.name}`);
    return say(`${en}: a column is added`, `${zh}：新增列`);
  },
  retire_column: ({ mark }, name) => {
    const { en, 'zh-CN': zh } = name(mark.of);
    return say(`${en}: the column is set aside with its values`, `${zh}：该列连同数据一并停用保留`);
  },
  revive_column: ({ mark }, name) => {
    const { en, 'zh-CN': zh } = name(mark.of);
    return say(`${en}: the column comes back with its values`, `${zh}：该列连同数据一并恢复`);
  },
  convert_column: ({ from, to }, name) => {
    const { en, 'zh-CN': zh } = name(to.mark?.of ?? to.name);
    return say(
      `${en}: values move to a column of type ${to.type} (before: ${from.type}); none is lost`,
      `${zh}：数据迁移到 ${to.type} 类型的新列（原为 ${from.type}），不会丢失`,
    );
  },
  carry_columns: ({ source, to, pairs }, name) => {
    const of = to[0]?.mark?.of ?? '';
    const { en, 'zh-CN': zh } = name(of);
    const before = name(source.of);
    const type = to[0]?.mark?.type ?? '';
    if (pairs !== undefined)
      return say(
        `${en}: a list with one linked record becomes that record while work goes on; the old table of links is kept aside`,
        `${zh}：列表中唯一的关联成为该记录的关联，期间不影响使用；旧关联表停用保留`,
      );
    if (source.of !== of)
      return say(
        `${en}: values come from ${before.en}; the old column is kept aside`,
        `${zh}：取用“${before['zh-CN']}”的数据；旧列停用保留`,
      );
    return say(
      `${en}: values are worked out for a new column of type ${type} (before: ${source.type}) while work goes on; the old column is kept aside`,
      `${zh}：为 ${type} 类型的新列（原为 ${source.type}）逐一换算数据，期间不影响使用；旧列停用保留`,
    );
  },
  carry_pairs: ({ source, to, from }, name) => {
    const { en, 'zh-CN': zh } = name(to.mark.of);
    const before = name(source.of);
    if (from.column === undefined)
      return say(
        `${en}: links come from ${before.en}; the old table of links is kept aside`,
        `${zh}：取用“${before['zh-CN']}”的关联；旧关联表停用保留`,
      );
    return say(
      `${en}: each linked record becomes the first of a list while work goes on; the old column is kept aside`,
      `${zh}：每条记录原有的关联成为列表中的第一项，期间不影响使用；旧列停用保留`,
    );
  },
  mark_column: ({ column, before }, name) => {
    const { en, 'zh-CN': zh } = name(before.of);
    const type = column.mark?.type ?? '';
    return say(
      `${en}: the field type becomes ${type} (before: ${before.type}); values stay`,
      `${zh}：字段类型改为 ${type}（原为 ${before.type}），数据不变`,
    );
  },
  create_index: ({ of, index, filled }, name) => {
    const { en, 'zh-CN': zh } = name(index.field ? `${of}.${index.field}` : of);
    const later = filled && !index.unique;
    if (index.unique) return say(`${en}: uniqueness is kept by an index`, `${zh}：以索引保证唯一`);
    return say(
      `${en}: an index is built${later ? ' after the publish, while work goes on' : ''}`,
      `${zh}：建立索引${later ? '（发布后进行，不影响使用）' : ''}`,
    );
  },
  drop_index: ({ of }, name) => {
    const { en, 'zh-CN': zh } = name(of);
    return say(`${en}: an index is dropped`, `${zh}：删除索引`);
  },
};

export function inWords(change: TableChange, name: Naming): Words {
  return (sentences[change.kind] as (change: TableChange, name: Naming) => Words)(change, name);
}
