/** From candidates to hits: what the viewer may read of them is compared with the question, and nothing else. */
import type { FieldModel, SearchDetail, SearchFit, SearchHit, SearchRange } from '@tenon/model';
import type { Context } from '../context.ts';
import { rightsOf } from '../query/rights.ts';
import { isVisible } from '../query/visible.ts';
import { findRecords } from '../records/find.ts';
import type { Candidate } from './candidates.ts';
import { pathOf, type SearchedEntity, searchText } from './index/fields.ts';
import { excerpt } from './text/excerpt.ts';
import { fold } from './text/fold.ts';
import { squeezed } from './text/grams.ts';
import { type Fit, find, findSimilar, type Looked, look, type Match, rank } from './text/match.ts';
import type { Question, Term } from './text/question.ts';

export interface RankedHit {
  readonly hit: SearchHit;
  /** Greater is better, compared in order. */
  readonly ranks: readonly number[];
}

interface SearchedText {
  readonly field: FieldModel;
  readonly value: unknown;
  readonly looked: Looked;
}

const fitRanks: readonly SearchFit[] = ['similar', 'part', 'word', 'start', 'exact'];

/** Hits among candidates of one entity, in no order. Fields that the viewer may not read make none. */
export async function hitsOf(
  context: Context,
  searched: SearchedEntity,
  candidates: readonly Candidate[],
  question: Question,
): Promise<readonly RankedHit[]> {
  const { entity } = searched;
  const rights = rightsOf(context);
  const fields = searched.fields.filter((field) => isVisible(field, rights));
  const shown = [entity.titleField, 'id', 'owner', 'updated_at']
    .map((field) => (typeof field === 'string' ? entity.fields.get(field) : field))
    .filter((field) => field !== undefined && isVisible(field, rights)) as FieldModel[];
  const paths = [...new Set([...shown, ...fields])].map(pathOf);
  const ids = candidates.map(({ id }) => id);
  const found = await findRecords(context, entity.id, ids, { paths });
  return found.flatMap(({ record }) => {
    const texts = fields.flatMap((field): SearchedText[] => {
      const value = record[field.id];
      if (value === null || value === undefined) return [];
      return [{ field, value, looked: look(searchText(field, value)) }];
    });
    const answer = answerOf(question, String(record.id), texts, entity.titleField);
    if (!answer) return [];
    const show = (field: FieldModel) => {
      const value = record[field.id];
      if (value === null || value === undefined) return '';
      return field.type.format(value, field.options, context.locale);
    };
    const title = shown.includes(entity.titleField) ? show(entity.titleField) : '';
    const updatedAt = typeof record.updated_at === 'string' ? record.updated_at : '';
    const hit: SearchHit = {
      entity: entity.id,
      id: String(record.id),
      title,
      ranges: rangesIn(title, answer.terms),
      fit: answer.fit,
      details: detailsOf(answer, texts, entity.titleField, show),
      updatedAt,
    };
    const own = context.viewer.id !== null && record.owner === context.viewer.id ? 1 : 0;
    const ranks = [fitRanks.indexOf(answer.fit), answer.inTitle, own, Date.parse(updatedAt) || 0];
    return [{ hit, ranks }];
  });
}

interface Answer {
  readonly fit: SearchFit;
  /** How many of its words are in the title. */
  readonly inTitle: number;
  /** Fields where words were found. */
  readonly fields: ReadonlySet<FieldModel>;
  readonly terms: readonly Term[];
}

/** How the record answers the reading that suits it best; undefined when it answers none. */
function answerOf(
  question: Question,
  id: string,
  texts: readonly SearchedText[],
  title: FieldModel,
): Answer | undefined {
  if (question.id === id) return { fit: 'exact', inTitle: 0, fields: new Set(), terms: [] };
  const answers = question.readings.flatMap((terms) => answerTo(question, terms, texts, title) ?? []);
  const [first] = answers.sort(
    (a, b) => fitRanks.indexOf(b.fit) - fitRanks.indexOf(a.fit) || b.inTitle - a.inTitle,
  );
  return first;
}

function answerTo(
  question: Question,
  terms: readonly Term[],
  texts: readonly SearchedText[],
  title: FieldModel,
): Answer | undefined {
  const fields = new Set<FieldModel>();
  let inTitle = 0;
  let worst: Fit = 'whole';
  for (const term of terms) {
    let matches = matchesOf(texts, (looked) => find(term, looked));
    if (matches.length === 0) matches = matchesOf(texts, (looked) => findSimilar(term, looked));
    const [first] = matches;
    if (!first) return undefined;
    const best = matches.reduce(
      (one, other) => (rank(other.match.fit) > rank(one.match.fit) ? other : one),
      first,
    );
    if (rank(best.match.fit) < rank(worst)) worst = best.match.fit;
    if (matches.some(({ field }) => field === title)) inTitle += 1;
    for (const { field } of matches) fields.add(field);
  }
  return { fit: overall(question, texts, title, terms, worst), inTitle, fields, terms };
}

function matchesOf(
  texts: readonly SearchedText[],
  look: (looked: Looked) => Match | undefined,
): { readonly field: FieldModel; readonly match: Match }[] {
  return texts.flatMap(({ field, looked }) => {
    const match = look(looked);
    return match ? [{ field, match }] : [];
  });
}

/** The whole question is a value, begins the title, or its words stand as well as the worst of them. */
function overall(
  { text }: Question,
  texts: readonly SearchedText[],
  title: FieldModel,
  terms: readonly Term[],
  worst: Fit,
): SearchFit {
  if (worst === 'similar') return 'similar';
  const [only] = terms;
  const same = ({ looked }: SearchedText) =>
    squeezed(looked.folded.text) === text ||
    (terms.length === 1 && only?.number === true && looked.digits?.text === only.text);
  if (texts.some(same)) return 'exact';
  const named = texts.find(({ field }) => field === title);
  if (named && squeezed(named.looked.folded.text).startsWith(text)) return 'start';
  return worst === 'part' ? 'part' : 'word';
}

const mostDetails = 3;

function detailsOf(
  { fields, terms }: Answer,
  texts: readonly SearchedText[],
  title: FieldModel,
  show: (field: FieldModel) => string,
): readonly SearchDetail[] {
  const others = texts.filter(({ field }) => field !== title);
  const matched = others.filter(({ field }) => fields.has(field));
  return (matched.length > 0 ? matched : others.slice(0, 1)).slice(0, mostDetails).map(({ field }) => {
    const text = show(field);
    return { field: field.id, ...excerpt(text, rangesIn(text, terms)) };
  });
}

/** Where the words stand in what people read, which may be written in another way than what was searched. */
function rangesIn(text: string, terms: readonly Term[]): readonly SearchRange[] {
  if (text === '' || fold(text) === '') return [];
  const looked = look(text);
  const ranges = terms.flatMap((term): SearchRange[] => {
    const match = find(term, looked) ?? inDigits(term, looked) ?? findSimilar(term, looked);
    return match ? [[match.start, match.end]] : [];
  });
  return merged(ranges);
}

/** Digits that were looked for together may be shown in groups. */
function inDigits(term: Term, looked: Looked): Match | undefined {
  const digits = term.text.replace(/^\+/, '');
  return /^[0-9]{3,}$/.test(digits) ? find({ ...term, text: digits, number: true }, looked) : undefined;
}

function merged(ranges: readonly SearchRange[]): readonly SearchRange[] {
  const ordered = [...ranges].sort(([a, aEnd], [b, bEnd]) => a - b || aEnd - bEnd);
  const apart: [number, number][] = [];
  for (const [start, end] of ordered) {
    const last = apart.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else if (end > start) apart.push([start, end]);
  }
  return apart;
}
