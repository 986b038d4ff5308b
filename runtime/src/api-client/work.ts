import type {
  AssignmentResult,
  CompleteTask,
  MyResultsBody,
  QueueBody,
  RuleBody,
  RuleRunBody,
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
/** Records of a queue that nobody has a task about yet, longest waiting first. */
export interface WaitingPage {
  readonly items: readonly {
    readonly entity: string;
    readonly record: string;
    readonly title: string;
    readonly since: string;
  }[];
  readonly next: string | null;
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
    results: () => client.get<MyResultsBody>('/work/results'),
    queues: () => client.get<readonly QueueBody[]>('/work/queues'),
    waiting: (queue: string, after?: string) =>
      client.get<WaitingPage>(`/work/queues/${encodeURIComponent(queue)}/waiting`, { query: { after } }),
    claim: (queue: string, body: { tasks?: readonly string[]; count?: number }) =>
      client.post<{ tasks: readonly TaskBody[] }>(`/work/queues/${encodeURIComponent(queue)}/claim`, body),
    rules: () => client.get<readonly RuleBody[]>('/work/assignment-rules'),
    simulate: (id: string) => client.post<AssignmentResult>(rule(id, '/simulate')),
    run: (id: string) => client.post<AssignmentResult>(rule(id, '/run')),
    runs: (id: string) => client.get<readonly RuleRunBody[]>(rule(id, '/runs')),
  };
}
export type WorkApi = ReturnType<typeof workApi>;
