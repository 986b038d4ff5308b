/** Runs aggregates, and says what people read in place of a group's value. */
import type { AggregateResult } from '@tenon/model';
import { type Context, queryable } from '../context.ts';
import { bucketTitle } from './bucket-titles.ts';
import { compileAggregate } from './compile/aggregate.ts';
import type { AggregateNode, Authorized, GroupNode } from './nodes.ts';
import { titlesOf } from './titles.ts';

type AggregateRow = AggregateResult['rows'][number];
type Line = { readonly [id: string]: string | null };

export async function runAggregate(
  context: Context,
  node: Authorized<AggregateNode>,
): Promise<AggregateResult> {
  const lines = await queryable(context).query<Line>(compileAggregate(context, node));
  const more = lines.length > node.limit;
  if (more) lines.pop();
  return { rows: await titled(context, node.groups, lines), more };
}

async function titled(
  context: Context,
  groups: readonly GroupNode[],
  lines: readonly Line[],
): Promise<AggregateRow[]> {
  const naming = await Promise.all(groups.map((group) => namesOf(context, group, lines)));
  return lines.map((values) => {
    const titles: { [id: string]: string } = {};
    groups.forEach(({ id }, index) => {
      const value = values[id] ?? null;
      const title = value === null ? undefined : naming[index]?.(value);
      if (title !== undefined) titles[id] = title;
    });
    return { values, titles };
  });
}

/** Titles of records, through the viewer's rights; labels of choices; names of buckets. */
async function namesOf(
  context: Context,
  { id, path, bucket }: GroupNode,
  lines: readonly Line[],
): Promise<(value: string) => string | undefined> {
  const { relation, type } = path.field;
  // Amounts that were brought to the organisation's currency are told in it, as totals are.
  const counted = type.currency?.(path.field.options) && type.total?.(path.field.options, 'sum')?.options;
  const options = counted ?? path.field.options;
  if (relation) {
    const titles = await titlesOf(
      context,
      relation.entity,
      lines.flatMap((line) => line[id] ?? []),
    );
    return (value) => titles.get(value);
  }
  if (bucket) return (value) => bucketTitle(value, bucket, context.locale.language);
  return (value) => {
    const parsed = type.parse(value, options, context.locale);
    return parsed.ok && parsed.value !== null ? type.format(parsed.value, options, context.locale) : value;
  };
}
