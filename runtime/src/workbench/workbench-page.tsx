import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { TaskBody } from '@tenon/model';
import { Button } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { keys, useApi } from '../api-client/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { LoadError, PageHeader, PageSkeleton } from '../pages/index.ts';
import type { TaskAction } from '../work/actions/task-action-dialog.tsx';
import { DueMark, HotMark, PriorityMark } from '../work/task-marks.tsx';
import { recordHref, useWorkspace } from '../workspace/index.ts';
import { SegmentTags } from './segment-tags.tsx';
import { WhyDrawer } from './why-drawer.tsx';
import { Workbench } from './workbench.tsx';

const TaskActionDialog = lazy(async () => ({
  default: (await import('../work/actions/task-action-dialog.tsx')).TaskActionDialog,
}));

/** One task on one page, with no need to leave it. */
export function WorkbenchPage() {
  const { task: id = '' } = useParams();
  const api = useApi();
  const queries = useQueryClient();
  const bench = useQuery({ queryKey: keys.task(id), queryFn: () => api.work.task(id) });

  // Opening is the operator's first act on it; those who only look on are refused, and that is fine.
  const version = bench.data?.task.state === 'open' ? bench.data.task.version : undefined;
  useEffect(() => {
    if (version === undefined) return;
    api.work
      .open(id)
      .then(() => queries.invalidateQueries({ queryKey: keys.task(id) }))
      .catch(() => undefined);
  }, [api, queries, id, version]);

  if (bench.isPending) return <PageSkeleton />;
  if (!bench.data) {
    return (
      <div className="t-page">
        <LoadError error={bench.error} onRetry={() => void bench.refetch()} />
      </div>
    );
  }
  return (
    <div className="t-page" key={id}>
      <WorkbenchHeader task={bench.data.task} segments={bench.data.segments} />
      <Suspense fallback={<PageSkeleton />}>
        <Workbench bench={bench.data} />
      </Suspense>
    </div>
  );
}

function WorkbenchHeader({
  task,
  segments,
}: {
  readonly task: TaskBody;
  readonly segments: Parameters<typeof SegmentTags>[0]['segments'];
}) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const navigate = useNavigate();
  const { config, user } = useWorkspace();
  const [asked, setAsked] = useState<TaskAction>();
  const [why, setWhy] = useState(false);
  const open = task.state === 'open' || task.state === 'in_progress';
  const mine = task.operator?.id === user.id;
  return (
    <>
      <PageHeader
        title={task.title || t('records.unlabelled')}
        beside={<HotMark hot={task.hot && open} />}
        below={
          <div className="t-workbench-line">
            <span>{label(config.taskTypes[task.taskType]?.label, task.taskType)}</span>
            <span className="t-mark">{t(`task.state.${task.state}`)}</span>
            {open && <DueMark task={task} />}
            {open && (
              <span>
                <span aria-hidden>{t('work.priority')} </span>
                <PriorityMark task={task} />
              </span>
            )}
            {!mine && task.operator && <span>{task.operator.name}</span>}
            <SegmentTags segments={segments} />
          </div>
        }
        actions={
          <>
            <Button onClick={() => setWhy(true)}>{t('task.whyMe')}</Button>
            {open && (
              <>
                <Button onClick={() => setAsked('snooze')}>{t('task.snooze')}</Button>
                <Button onClick={() => setAsked('handOver')}>{t('task.handOver')}</Button>
                <Button onClick={() => setAsked('giveBack')}>{t('task.giveBack')}</Button>
              </>
            )}
            <Link to={recordHref(task.entity, task.record)} className="t-plain-link">
              {t('task.openRecord')}
            </Link>
          </>
        }
      />
      {why && <WhyDrawer task={task.id} onClose={() => setWhy(false)} />}
      {asked && (
        <Suspense>
          <TaskActionDialog
            action={asked}
            tasks={[task]}
            onClose={() => setAsked(undefined)}
            onDone={() => void navigate('/')}
          />
        </Suspense>
      )}
    </>
  );
}
