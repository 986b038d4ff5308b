import type { AssignmentRuleModel } from '../model.ts';
import type { Problems } from '../reporter.ts';

/** What is no mistake of form, but surely not meant. */
export function checkAssignmentRules(
  rules: ReadonlyMap<string, AssignmentRuleModel>,
  problems: Problems,
): void {
  for (const { id, validity } of rules.values()) {
    if (validity?.warnBefore === undefined) continue;
    if (minutesOf(validity.warnBefore) < minutesOf(validity.lapseAfter)) continue;
    problems
      .at({ kind: 'assignment-rule', id })
      .to('validity', 'warnBefore')
      .report('warning-late', { warn: validity.warnBefore, lapse: validity.lapseAfter });
  }
}

/** Months and years by their mean length: good enough to compare two durations of a rule. */
const minutes = { Y: 525_949, M: 43_829, W: 10_080, D: 1_440, H: 60, m: 1 } as const;

function minutesOf(duration: string): number {
  const [date = '', time = ''] = duration.slice(1).split('T');
  const parts = [...date.matchAll(/(\d+)([YMWD])/g), ...time.replaceAll('M', 'm').matchAll(/(\d+)([Hm])/g)];
  return parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * minutes[unit as keyof typeof minutes],
    0,
  );
}
