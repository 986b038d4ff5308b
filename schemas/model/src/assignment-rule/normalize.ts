import type { AssignmentRuleDocument } from '@tenon/documents';

/** The rule with every default said. */
export function normalizeAssignmentRule(document: AssignmentRuleDocument, timeZone: string) {
  const { recall, match, frequency, validity } = document;
  return {
    id: document.id,
    kind: document.kind,
    label: document.label,
    taskType: document.taskType,
    enabled: document.enabled ?? true,
    order: document.order ?? 100,
    records: { ...recall.records, limit: recall.records.limit ?? 10_000 },
    operators: recall.operators,
    strategy: match.strategy,
    pair: match.pair,
    capacity: match.capacity,
    weight: match.weight,
    loadTaskTypes: match.load?.taskTypes,
    limits: {
      perDay: match.limits?.perDay,
      perWeek: match.limits?.perWeek,
      perMonth: match.limits?.perMonth,
    },
    takeOwnership: match.takeOwnership ?? false,
    schedule:
      frequency?.schedule === undefined
        ? undefined
        : { cron: frequency.schedule, timeZone: frequency.timeZone ?? timeZone },
    validity: validity && { ...validity, onLapse: validity.onLapse ?? ('close' as const) },
    waitingQueue: document.waiting?.queue,
  };
}

export type AssignmentRuleLonghand = ReturnType<typeof normalizeAssignmentRule>;
