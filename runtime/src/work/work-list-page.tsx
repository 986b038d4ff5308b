import type { TaskBody } from '@tenon/model';
import { Button, Tabs } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { EmptyState, PageHeader, PageSkeleton } from '../pages/index.ts';
import { formatNumber } from '../theme/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import type { TaskAction } from './actions/task-action-dialog.tsx';
import { MyResultsPanel } from './my-results.tsx';
import { TaskList } from './task-list.tsx';
import { taskHref } from './task-row.tsx';
import { useTasks, useWorkSummary } from './use-tasks.ts';

const TaskActionDialog = lazy(async () => ({
  default: (await import('./actions/task-action-dialog.tsx')).TaskActionDialog,
}));
const QueueTab = lazy(async () => ({ default: (await import('./queue-tab.tsx')).QueueTab }));
const TypeFilter = lazy(async () => ({ default: (await import('./type-filter.tsx')).TypeFilter }));
const DashboardBody = lazy(async () => ({
  default: (await import('../dashboards/dashboard-body.tsx')).DashboardBody,
}));

/** Home: what to do now, best first. */
export function WorkListPage() {
  const { t } = useTranslation();
  const { can, config } = useWorkspace();
  const works = can('work');
  const tabs = [
    ...(works
      ? [
          { key: 'mine', label: t('work.mine'), children: <TasksTab scope="mine" state="open" /> },
          {
            key: 'queues',
            label: t('work.queues'),
            children: (
              <Suspense fallback={<PageSkeleton rows={3} />}>
                <QueueTab />
              </Suspense>
            ),
          },
          {
            key: 'completed',
            label: t('work.completed'),
            children: <TasksTab scope="mine" state="completed" />,
          },
        ]
      : []),
    ...(can('manage_work')
      ? [{ key: 'team', label: t('work.team'), children: <TasksTab scope="all" state="open" showOperator /> }]
      : []),
  ];
  const homeDashboards = config.app.homeDashboards.filter((id) => Object.hasOwn(config.dashboards, id));
  const dashboards = homeDashboards.map((id) => (
    <Suspense key={id} fallback={<PageSkeleton rows={3} />}>
      <DashboardBody dashboard={id} titled />
    </Suspense>
  ));
  return (
    <div className="t-page">
      {works ? <WorkHeader /> : <PageHeader title={t('work.home')} />}
      {!works && dashboards}
      {tabs.length > 0 && (
        <div className="t-work" data-single={!works}>
          <div className="t-work-list">
            <Tabs items={tabs} destroyOnHidden />
          </div>
          {works && (
            <div className="t-work-aside">
              <MyResultsPanel />
            </div>
          )}
        </div>
      )}
      {tabs.length === 0 && homeDashboards.length === 0 && (
        <EmptyState title={t('work.nobody')} hint={t('work.nobodyHint')} />
      )}
      {works && dashboards}
    </div>
  );
}

function WorkHeader() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { locale } = useWorkspace();
  const { data: count } = useWorkSummary();
  const { tasks } = useTasks('mine', 'open');
  const next = tasks[0];
  const figure = (value: number | undefined) => (value === undefined ? '–' : formatNumber(value, locale));
  return (
    <PageHeader
      title={t('work.title')}
      below={
        <dl className="t-counts">
          <Count name={t('work.open')} value={figure(count?.open)} />
          <Count name={t('work.overdue')} value={figure(count?.overdue)} alarm={(count?.overdue ?? 0) > 0} />
          <Count name={t('work.doneToday')} value={figure(count?.completedToday)} />
        </dl>
      }
      actions={
        <Button type="primary" disabled={!next} onClick={() => next && void navigate(taskHref(next.id))}>
          {t('work.start')}
        </Button>
      }
    />
  );
}

function Count({
  name,
  value,
  alarm = false,
}: {
  readonly name: string;
  readonly value: string;
  readonly alarm?: boolean;
}) {
  return (
    <div data-alarm={alarm}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function TasksTab({
  scope,
  state,
  showOperator = false,
}: {
  readonly scope: string;
  readonly state: 'open' | 'completed';
  readonly showOperator?: boolean;
}) {
  const { config } = useWorkspace();
  const [type, setType] = useState<string>();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<{ readonly action: TaskAction; readonly tasks: readonly TaskBody[] }>();
  const { tasks, ...query } = useTasks(scope, state);
  const shown = type === undefined ? tasks : tasks.filter(({ taskType }) => taskType === type);
  const types = Object.values(config.taskTypes);
  const ask = (action: TaskAction, about: readonly TaskBody[]) => setAsked({ action, tasks: about });

  return (
    <>
      {types.length > 1 && (
        <Suspense>
          <TypeFilter types={types} type={type} onChange={setType} />
        </Suspense>
      )}
      <TaskList
        query={query}
        tasks={shown}
        showOperator={showOperator}
        empty={<NoTasks filtered={type !== undefined} state={state} />}
        {...(state === 'open'
          ? {
              onSnooze: (task: TaskBody) => ask('snooze', [task]),
              selection: {
                ids: selected,
                onChange: setSelected,
                actions: (chosen: readonly TaskBody[]) => (
                  <BulkActions onAsk={(action) => ask(action, chosen)} />
                ),
              },
            }
          : {})}
      />
      {asked && (
        <Suspense>
          <TaskActionDialog
            {...asked}
            onClose={() => setAsked(undefined)}
            onDone={() => setSelected(new Set())}
          />
        </Suspense>
      )}
    </>
  );
}

function BulkActions({ onAsk }: { readonly onAsk: (action: TaskAction) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Button size="small" onClick={() => onAsk('snooze')}>
        {t('task.snooze')}
      </Button>
      <Button size="small" onClick={() => onAsk('handOver')}>
        {t('task.handOver')}
      </Button>
      <Button size="small" onClick={() => onAsk('giveBack')}>
        {t('task.giveBack')}
      </Button>
    </>
  );
}

function NoTasks({ filtered, state }: { readonly filtered: boolean; readonly state: 'open' | 'completed' }) {
  const { t } = useTranslation();
  if (filtered) return <EmptyState title={t('work.emptyFilter')} />;
  if (state === 'completed')
    return <EmptyState title={t('work.emptyCompleted')} hint={t('work.emptyCompletedHint')} />;
  return <EmptyState title={t('work.empty')} hint={t('work.emptyHint')} />;
}
