import type {
  AssignmentResult,
  CompleteTask,
  Label,
  TaskBody,
  TaskPage,
  WhyBody,
  WorkbenchBody,
} from '@tenon/model';
import type { ApiClient } from './client.ts';

export interface TaskQuery {
  readonly scope: string;
  readonly state: 'open' | 'completed';
  readonly after?: string;
  readonly limit?: number;
}
export interface MyResults {
  readonly today: { readonly given: number; readonly completed: number; readonly lapsed: number };
  readonly days30: {
    readonly given: number;
    readonly completed: number;
    readonly lapsed: number;
    readonly meanSeconds: number | null;
  };
  readonly byOutcome: readonly { readonly outcome: string; readonly label: Label; readonly count: number }[];
}
export interface QueueSummary {
  readonly id: string;
  readonly label: Label;
  readonly entity: string;
  readonly waiting: number;
  readonly canClaim: boolean;
}
export interface RuleSummary {
  readonly id: string;
  readonly label: Label;
  readonly enabled: boolean;
  readonly taskType: string;
  /** As written: a cron line and its zone, or nothing. */
  readonly schedule: unknown;
  readonly lastRun:
    | { readonly at: string; readonly assigned: number; readonly waiting: number }
    | string
    | null;
}
export interface RuleRun {
  readonly run: string;
  readonly at: string;
  readonly assigned: number;
  readonly waiting: number;
  readonly recalled: number;
}

const task = (id: string, action: string) => `/work/tasks/${encodeURIComponent(id)}${action}`;
const rule = (id: string, action: string) => `/work/assignment-rules/${encodeURIComponent(id)}${action}`;

/** The work part of the API. */
export function workApi(client: ApiClient) {
  return {
    tasks: ({ scope, state, after, limit }: TaskQuery) =>
      client.get<TaskPage>('/work/tasks', { query: { scope, state, after, limit } }),
    task: (id: string) => client.get<WorkbenchBody>(task(id, '')),
    open: (id: string) => client.post<TaskBody>(task(id, '/open')),
    complete: (id: string, body: CompleteTask) => client.post<TaskBody>(task(id, '/complete'), body),
    snooze: (id: string, body: { until: string; version: number }) =>
      client.post<TaskBody>(task(id, '/snooze'), body),
    giveBack: (id: string, body: { queue?: string; note?: string; version: number }) =>
      client.post<TaskBody>(task(id, '/return'), body),
    handOver: (id: string, body: { operator: string; note?: string; version: number }) =>
      client.post<TaskBody>(task(id, '/handover'), body),
    why: (id: string) => client.get<WhyBody>(task(id, '/why')),
    recordWhy: (entity: string, id: string) =>
      client.get<WhyBody>(`/work/records/${encodeURIComponent(entity)}/${encodeURIComponent(id)}/why`),
    operators: (taskType: string) =>
      client.get<readonly { id: string; name: string }[]>('/work/operators', { query: { taskType } }),
    results: () => client.get<MyResults>('/work/results'),
    queues: () => client.get<readonly QueueSummary[]>('/work/queues'),
    claim: (queue: string, body: { tasks?: readonly string[]; count?: number }) =>
      client.post<{ tasks: readonly TaskBody[] }>(`/work/queues/${encodeURIComponent(queue)}/claim`, body),
    rules: () => client.get<readonly RuleSummary[]>('/work/assignment-rules'),
    simulate: (id: string) => client.post<AssignmentResult>(rule(id, '/simulate')),
    run: (id: string) => client.post<AssignmentResult>(rule(id, '/run')),
    runs: (id: string) => client.get<readonly RuleRun[]>(rule(id, '/runs')),
  };
}
export type WorkApi = ReturnType<typeof workApi>;
