/** What people read for a bucket of time: "Mar 2017", "2017年3月". */
import type { Language } from '@tenon/documents';
import type { GroupNode } from './nodes.ts';

type Bucket = NonNullable<GroupNode['bucket']>;

const formats: { readonly [bucket in Exclude<Bucket, 'quarter'>]: Intl.DateTimeFormatOptions } = {
  day: { year: 'numeric', month: 'short', day: 'numeric' },
  week: { year: 'numeric', month: 'short', day: 'numeric' },
  month: { year: 'numeric', month: 'short' },
  year: { year: 'numeric' },
};

/** `first` is the first day of the bucket, YYYY-MM-DD; a week is named by its Monday. */
export function bucketTitle(first: string, bucket: Bucket, language: Language): string {
  if (bucket === 'quarter') {
    const year = first.slice(0, 4);
    const quarter = Math.ceil(Number(first.slice(5, 7)) / 3);
    return language === 'en' ? `Q${quarter} ${year}` : `${year}年第${quarter}季度`;
  }
  const day = new Date(`${first}T00:00:00Z`);
  // Beyond what JavaScript's calendar holds a date stays as Postgres wrote it.
  if (Number.isNaN(day.getTime())) return first;
  return new Intl.DateTimeFormat(language, { ...formats[bucket], timeZone: 'UTC' }).format(day);
}
