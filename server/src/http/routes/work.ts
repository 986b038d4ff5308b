import type { CompleteTask, RuleBody, TaskBody, TaskState } from '@tenon/model';
import { isTenonError, TenonError } from '../../errors.ts';
import { systemContext } from '../../identity/viewers.ts';
import type { SegmentationDraft } from '../../work/index.ts';
import {
  type Body,
  momentParameter,
  objectBody,
  objectIn,
  optionalText,
  textOf,
  textsOf,
  wholeOf,
  wholeParameter,
  wordParameter,
} from '../input.ts';
import type { Route, SignedInCall } from '../route.ts';
import type { AppServices } from '../services.ts';

/** Characters of a note. */
const noteLimit = 10_000;
const taskStates: readonly TaskState[] = [
  'open',
  'in_progress',
  'completed',
  'lapsed',
  'returned',
  'cancelled',
];
/** Tasks that one call claims at most. */
const claimLimit = 50;

export function workRoutes(services: AppServices): readonly Route[] {
  const { work } = services;
  const id = (call: SignedInCall) => call.params.id ?? '';
  const manage = ['manage_work'] as const;
  const configure = ['configure'] as const;

  return [
    {
      method: 'get',
      path: '/work/tasks',
      needs: 'viewer',
      handle: ({ context, query }) => {
        const limit = wholeParameter(query, 'limit');
        const state = wordParameter(query, 'state', taskStates);
        // The rights of `team` are the engine's own: everybody with manage_work, else the viewer's team.
        const scope = query.scope === 'all' ? 'team' : query.scope;
        return work.tasks.list(context, {
          ...(scope !== undefined && { scope }),
          ...(state !== undefined && { state }),
          ...(query.after !== undefined && { after: query.after }),
          ...(limit !== undefined && { limit }),
        });
      },
    },
    {
      method: 'get',
      path: '/work/tasks/:id',
      needs: 'viewer',
      handle: (call) => work.tasks.workbench(call.context, id(call)),
    },
    {
      method: 'get',
      path: '/work/tasks/:id/why',
      needs: 'viewer',
      handle: (call) => work.tasks.why(call.context, id(call)),
    },
    {
      method: 'post',
      path: '/work/tasks/:id/open',
      needs: 'viewer',
      handle: (call) => work.tasks.open(call.context, id(call)),
    },
    {
      method: 'post',
      path: '/work/tasks/:id/complete',
      needs: 'viewer',
      handle: (call) => {
        const body = objectBody(call.body, ['outcome', 'values', 'note', 'version', 'key', 'seconds']);
        const completion: CompleteTask = {
          outcome: textOf(body, 'outcome'),
          ...changeOf(body),
          ...textsIn(body, 'note'),
          ...(body.values !== undefined && { values: objectIn(body, 'values') }),
          ...(body.seconds !== undefined && body.seconds !== null && { seconds: wholeOf(body, 'seconds') }),
        };
        return work.tasks.complete(call.context, id(call), completion);
      },
    },
    {
      method: 'post',
      path: '/work/tasks/:id/snooze',
      needs: 'viewer',
      handle: (call) => {
        const body = objectBody(call.body, ['until', 'version', 'key']);
        return work.tasks.snooze(call.context, id(call), { until: textOf(body, 'until'), ...changeOf(body) });
      },
    },
    {
      method: 'post',
      path: '/work/tasks/:id/return',
      needs: 'viewer',
      handle: (call) => {
        const body = objectBody(call.body, ['queue', 'note', 'version', 'key']);
        return work.tasks.return(call.context, id(call), {
          ...changeOf(body),
          ...textsIn(body, 'queue', 'note'),
        });
      },
    },
    {
      method: 'post',
      path: '/work/tasks/:id/handover',
      needs: 'viewer',
      handle: (call) => {
        const body = objectBody(call.body, ['operator', 'note', 'version', 'key']);
        return work.tasks.handOver(call.context, id(call), {
          to: textOf(body, 'operator'),
          ...changeOf(body),
          ...textsIn(body, 'note'),
        });
      },
    },
    {
      method: 'post',
      path: '/work/tasks/:id/cancel',
      needs: manage,
      handle: (call) => {
        const body = objectBody(call.body, ['note', 'version', 'key']);
        return work.tasks.cancel(call.context, id(call), { ...changeOf(body), ...textsIn(body, 'note') });
      },
    },
    {
      method: 'get',
      path: '/work/records/:entity/:id/why',
      needs: 'viewer',
      handle: (call) => work.tasks.whyRecord(call.context, call.params.entity ?? '', id(call)),
    },
    {
      method: 'get',
      path: '/work/operators',
      needs: 'viewer',
      handle: (call) => work.tasks.operators(call.context, call.query.search),
    },
    {
      method: 'get',
      path: '/work/results',
      needs: 'viewer',
      handle: (call) => work.tasks.myResults(call.context),
    },
    {
      method: 'get',
      path: '/work/queues',
      needs: 'viewer',
      handle: (call) => work.queues.list(call.context),
    },
    {
      method: 'get',
      path: '/work/queues/:id/waiting',
      needs: 'viewer',
      handle: (call) => {
        const limit = wholeParameter(call.query, 'limit');
        return work.queues.waiting(call.context, id(call), {
          ...(limit !== undefined && { limit }),
          ...(call.query.after !== undefined && { after: call.query.after }),
        });
      },
    },
    {
      method: 'post',
      path: '/work/queues/:id/claim',
      needs: 'viewer',
      handle: async (call) => {
        const body = objectBody(call.body ?? {}, ['tasks', 'count', 'key']);
        const tasks: TaskBody[] = [];
        if (body.tasks !== undefined) {
          for (const task of textsOf(body, 'tasks', claimLimit))
            tasks.push(await work.tasks.claim(call.context, task));
          return { tasks };
        }
        const count = body.count === undefined ? 1 : wholeOf(body, 'count');
        if (count < 1 || count > claimLimit)
          throw new TenonError('limit-exceeded', `count is 1 to ${claimLimit}`, {
            errors: [{ pointer: '/count', code: 'limit-exceeded', message: `1 to ${claimLimit}` }],
          });
        const { key: stem } = textsIn(body, 'key');
        while (tasks.length < count) {
          // A retry with the same key goes on where the first call stopped.
          const key = stem === undefined ? {} : { key: `${stem}:${tasks.length}` };
          const task = await work.queues.claimNext(call.context, id(call), key).catch((error: unknown) => {
            // As many as the queue allows; the first one says why there is none.
            if (tasks.length > 0 && isTenonError(error) && error.code === 'limit-reached') return undefined;
            throw error;
          });
          if (!task) break;
          tasks.push(task);
        }
        return { tasks };
      },
    },
    {
      method: 'get',
      path: '/work/assignment-rules',
      needs: manage,
      handle: async ({ context, release }): Promise<readonly RuleBody[]> =>
        Promise.all(
          [...release.model.assignmentRules.values()].map(async (rule) => ({
            id: rule.id,
            label: rule.label,
            enabled: rule.enabled,
            taskType: rule.taskType.id,
            schedule: rule.schedule ?? null,
            lastRun: (await work.assignment.runs(context, rule.id, 1))[0] ?? null,
          })),
        ),
    },
    {
      method: 'post',
      path: '/work/assignment-rules/:id/simulate',
      needs: manage,
      handle: (call) => work.assignment.simulate(call.context, id(call)),
    },
    {
      method: 'post',
      path: '/work/assignment-rules/:id/run',
      needs: manage,
      handle: (call) => work.assignment.run(call.context, id(call)),
    },
    {
      method: 'get',
      path: '/work/assignment-rules/:id/runs',
      needs: manage,
      handle: (call) => work.assignment.runs(call.context, id(call), wholeParameter(call.query, 'limit')),
    },
    {
      method: 'get',
      path: '/segmentations/:id/sizes',
      needs: 'viewer',
      handle: (call) => work.segments.members(call.context, id(call)),
    },
    {
      method: 'get',
      path: '/segmentations/:id/flows',
      needs: manage,
      handle: (call) => {
        const period = { from: momentParameter(call.query, 'from'), to: momentParameter(call.query, 'to') };
        return work.segments.flows(call.context, id(call), period);
      },
    },
    {
      method: 'post',
      path: '/segmentations/preview',
      needs: configure,
      handle: (call) =>
        work.segments.preview(
          call.context,
          objectBody(objectBody(call.body, ['document']).document, 'any') as unknown as SegmentationDraft,
        ),
    },
    {
      method: 'post',
      path: '/segmentations/:id/refresh',
      needs: manage,
      handle: (call) => work.segments.refreshAll(systemContext(services, call.release), id(call)),
    },
  ];
}

function changeOf(body: Body): { readonly version: number; readonly key?: string } {
  return { version: wholeOf(body, 'version'), ...textsIn(body, 'key') };
}

/** Those of the named texts that are given. */
function textsIn<Name extends string>(
  body: Body,
  ...names: readonly Name[]
): { readonly [name in Name]?: string } {
  const given: { [name in Name]?: string } = {};
  for (const name of names) {
    const value = optionalText(body, name, { most: name === 'note' ? noteLimit : 200 });
    if (value !== undefined) given[name] = value;
  }
  return given;
}
