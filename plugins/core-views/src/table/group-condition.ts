import type { Expression } from '@tenon/documents';
import type { ValueKind } from '@tenon/expressions';
import type { Bucket, GroupSetting } from './settings.ts';

/** The records of one group: those whose field has the value that the group was told by, as text. */
export function groupCondition(
  { field, bucket }: GroupSetting,
  kind: ValueKind | undefined,
  value: string | null,
): Expression {
  const subject = { var: field };
  if (value === null) return { empty: [subject] };
  if (bucket && (kind === 'date' || kind === 'datetime')) {
    const bound = (day: string): Expression => (kind === 'date' ? day : { start_of_day: [day] });
    const end = bucketEnd(value, bucket);
    return {
      and: [
        { '>=': [subject, bound(value)] },
        ...(end === undefined ? [] : [{ '<': [subject, bound(end)] }]),
      ],
    };
  }
  return { '==': [subject, literal(kind, value)] };
}

function literal(kind: ValueKind | undefined, value: string): Expression {
  if (kind === 'boolean') return value === 'true';
  if (kind === 'number') {
    const short = Number(value);
    return String(short) === value ? short : { number: [value] };
  }
  return value;
}

const months: { readonly [B in Bucket]?: number } = { month: 1, quarter: 3, year: 12 };

/** The first day after a bucket that begins on `day`; undefined past the last year of the calendar. */
export function bucketEnd(day: string, bucket: Bucket): string | undefined {
  const at = new Date(`${day}T00:00:00Z`);
  const step = months[bucket];
  if (step === undefined) at.setUTCDate(at.getUTCDate() + (bucket === 'week' ? 7 : 1));
  else at.setUTCMonth(at.getUTCMonth() + step);
  const end = at.toISOString();
  return end.length === 24 ? end.slice(0, 10) : undefined;
}
