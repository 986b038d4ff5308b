/** What somebody is told of records that look like the one they write: no more than they may read. */
import { textIn } from '@tenon/documents';
import type { Row } from '@tenon/expressions';
import type { FieldModel, PathModel, SuspectBody } from '@tenon/model';
import type { Context } from '../context.ts';
import { rightsOf } from '../query/rights.ts';
import { isVisible } from '../query/visible.ts';
import { findRecords } from '../records/find.ts';
import type { Match } from './index/keys.ts';
import { comparedFields, type MatchRule } from './rules.ts';

export interface Suspicion {
  readonly match: MatchRule;
  readonly found: readonly Pick<Match, 'other' | 'score'>[];
}

/** Fields that people may read decide what they are told: by a hidden one, they would learn its value. */
export function isOpenTo(context: Context, match: MatchRule): boolean {
  const rights = rightsOf(context);
  return match.fields.every((field) => isVisible(field, rights));
}

/** Those of the suspects that the viewer may read, best first. */
export async function tellSuspects(
  context: Context,
  suspicions: readonly Suspicion[],
  most: number,
): Promise<readonly SuspectBody[]> {
  const [first] = suspicions;
  if (!first) return [];
  const { entity } = first.match.rule;
  const rights = rightsOf(context);
  const open = suspicions.filter(({ match }) => isOpenTo(context, match));
  const best = new Map<string, { score: number; rules: { match: MatchRule; score: number }[] }>();
  for (const { match, found } of open) {
    for (const { other, score } of found) {
      const known = best.get(other) ?? { score: 0, rules: [] };
      known.score = Math.max(known.score, score);
      known.rules.push({ match, score });
      best.set(other, known);
    }
  }
  const compared = [...new Set(open.flatMap(({ match }) => comparedFields(match)))];
  const seen = [entity.titleField].filter((field) => isVisible(field, rights));
  const own = entity.fields.get('id');
  const paths = [...new Set([...(own ? [own] : []), ...seen, ...compared])].map(pathOf);
  const ids = [...best].sort(([, a], [, b]) => b.score - a.score).map(([id]) => id);
  const records = await findRecords(context, entity.id, ids.slice(0, most * 4), { paths });
  const show = (field: FieldModel, row: Row) => {
    const value = row[field.id];
    return value === null || value === undefined
      ? ''
      : field.type.format(value, field.options, context.locale);
  };
  return records
    .map(({ record }): SuspectBody => {
      const { score = 0, rules = [] } = best.get(record.id) ?? {};
      return {
        id: record.id,
        title: seen.map((field) => show(field, record as Row)).join(''),
        score: Math.round(score * 100) / 100,
        rules: rules
          .toSorted((a, b) => b.score - a.score)
          .map(({ match: { rule } }) => ({
            id: rule.id,
            label: textIn(rule.label, context.locale.language, rule.id),
            action: rule.action,
          })),
        details: compared
          .filter((field) => field !== entity.titleField)
          .map((field) => ({ field: field.id, text: show(field, record as Row) }))
          .filter(({ text }) => text !== ''),
      };
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, most);
}

const pathOf = (field: FieldModel): PathModel => ({ path: field.id, steps: [field], field });
