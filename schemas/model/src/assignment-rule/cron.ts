interface CronField {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const fields: readonly CronField[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of the month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, names: months },
  { name: 'day of the week', least: 0, most: 7, names: days },
];

/** What is wrong with a cron line of five fields, or undefined. Lists, ranges, steps and English names are known. */
export function cronFault(line: string): string | undefined {
  const parts = line.trim().split(/\s+/);
  if (parts.length !== fields.length)
    return `it has ${parts.length} fields; minute, hour, day, month and weekday are due`;
  const sets: ReadonlySet<number>[] = [];
  for (const [index, field] of fields.entries()) {
    const values = valuesOf(parts[index] ?? '', field);
    if (typeof values === 'string') return values;
    sets.push(values);
  }
  const [, , dayOfMonth, month] = sets;
  const onlyDayOfMonth = parts[2] !== '*' && parts[4] === '*';
  const possible = [...(month ?? [])].some(
    (one) => Math.min(...(dayOfMonth ?? [])) <= (longestMonths[one - 1] ?? 0),
  );
  return onlyDayOfMonth && !possible ? 'no month has such a day, so it would never run' : undefined;
}

/** The numbers that a field stands for, or what is wrong with it. */
function valuesOf(text: string, field: CronField): ReadonlySet<number> | string {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const match = /^(?:(\*)|(\w+)(?:-(\w+))?)(?:\/(\d{1,2}))?$/.exec(item);
    if (!match) return `'${item}' is not a ${field.name}`;
    const [, star, first, last, step] = match;
    const from = star ? field.least : numberOf(first ?? '', field);
    const to =
      star || (step !== undefined && last === undefined) ? field.most : numberOf(last ?? first ?? '', field);
    if (from === undefined || to === undefined) {
      return `'${item}' is not a ${field.name}: ${field.least} to ${field.most}`;
    }
    if (from > to) return `'${item}' runs backwards`;
    const stride = step === undefined ? 1 : Number(step);
    if (stride < 1) return `'${item}' has a step of 0`;
    for (let value = from; value <= to; value += stride) values.add(value);
  }
  return values;
}

function numberOf(text: string, { least, most, names }: CronField): number | undefined {
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  const value =
    named >= 0 ? named + (least === 1 ? 1 : 0) : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}
