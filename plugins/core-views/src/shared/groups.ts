import { type Language, type Text, textIn } from '@tenon/documents';
import type { ViewColumnProps, ViewSource } from '@tenon/plugin-api';

/** What records are put together by: a value of a field, and how people know it. */
export interface Group {
  /** '' for the records where the field is empty. */
  readonly key: string;
  readonly value: string | null;
  readonly label: string;
  /** A named colour of the theme. */
  readonly color: string | undefined;
}

/** Records that a relation leads to are asked for by what refers to them, so many of them at most. */
const mostGroups = 100;

/** The options of a choice, in order, and a group for none where that can be. */
export function choiceGroups(field: ViewColumnProps, language: Language, none: string): readonly Group[] {
  const groups = choicesOf(field).map(
    ({ id, label, color }): Group => ({
      key: id,
      value: id,
      label: label === undefined ? id : textIn(label, language) || id,
      color,
    }),
  );
  return field.required ? groups : [noGroup(none), ...groups];
}

/** The records that a relation leads to from at least one record of the view. */
export async function recordGroups(
  field: ViewColumnProps,
  source: ViewSource,
  none: string,
  signal: AbortSignal,
): Promise<readonly Group[]> {
  const { rows } = await source.aggregate(
    {
      groupBy: [{ id: 'value', field: field.key }],
      measures: [{ id: 'count', aggregate: 'count' }],
      sort: [{ by: 'count', direction: 'desc' }],
      limit: mostGroups,
    },
    signal,
  );
  const groups = rows.flatMap(({ values, titles }): Group[] => {
    const { value } = values;
    if (value === null || value === undefined) return [];
    return [{ key: value, value, label: titles.value ?? value, color: undefined }];
  });
  const named = groups.toSorted((a, b) => a.label.localeCompare(b.label));
  return field.required ? named : [noGroup(none), ...named];
}

/** The colour that a choice has, by its value. */
export function colorOf(field: ViewColumnProps | undefined, value: unknown): string | undefined {
  return field && choicesOf(field).find(({ id }) => id === value)?.color;
}

const noGroup = (label: string): Group => ({ key: '', value: null, label, color: undefined });

interface Choice {
  readonly id: string;
  readonly label?: Text;
  readonly color?: string;
}

function choicesOf({ options }: ViewColumnProps): readonly Choice[] {
  const { choices } = options;
  return Array.isArray(choices) ? (choices as readonly Choice[]) : [];
}
