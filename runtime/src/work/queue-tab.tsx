import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys, useApi } from '../api-client/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { EmptyState, LoadError, useErrorText } from '../pages/index.ts';
import { TaskList } from './task-list.tsx';
import { useTasks } from './use-tasks.ts';
import { useWaiting, WaitingRecords } from './waiting-records.tsx';

const claimedAtOnce = 5;

/** Work that nobody has yet, for those who may claim it. */
export function QueueTab() {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const api = useApi();
  const queues = useQuery({ queryKey: keys.queues, queryFn: api.work.queues });
  const [chosen, setChosen] = useState<string>();
  const queue = queues.data?.find(({ id }) => id === chosen) ?? queues.data?.[0];
  const query = useTasks(queue === undefined ? undefined : `queue:${queue.id}`, 'open');
  const waiting = useWaiting(queue?.id);
  const claim = useClaim(queue?.id ?? '');

  if (queues.isPending) return <Skeleton active />;
  if (queues.isError) return <LoadError error={queues.error} onRetry={() => void queues.refetch()} />;
  if (!queue) return <EmptyState title={t('work.noQueues')} hint={t('work.noQueuesHint')} />;
  const { tasks, ...rest } = query;
  return (
    <>
      <div className="t-list-bar" data-active="true">
        <Select
          aria-label={t('task.queue')}
          value={queue.id}
          onChange={setChosen}
          popupMatchSelectWidth={false}
          options={queues.data.map(({ id, label: text, waiting }) => ({
            value: id,
            label: `${label(text, id)} · ${t('work.waiting', { count: waiting })}`,
          }))}
        />
        <Button
          type="primary"
          disabled={!queue.canClaim || queue.waiting === 0}
          loading={claim.isPending && claim.variables.count !== undefined}
          onClick={() => claim.mutate({ count: claimedAtOnce })}
        >
          {t('work.claimNext', { count: claimedAtOnce })}
        </Button>
      </div>
      <TaskList
        query={rest}
        tasks={tasks}
        empty={
          waiting.records.length > 0 ? null : (
            <EmptyState title={t('work.emptyQueue')} hint={t('work.emptyQueueHint')} />
          )
        }
        rowAction={(task) => (
          <Button
            size="small"
            disabled={!queue.canClaim}
            loading={claim.isPending && claim.variables.tasks?.includes(task.id) === true}
            onClick={() => claim.mutate({ tasks: [task.id] })}
          >
            {t('work.claimOne')}
          </Button>
        )}
      />
      <WaitingRecords waiting={waiting} />
    </>
  );
}

function useClaim(queue: string) {
  const { t } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const text = useErrorText();
  return useMutation({
    mutationFn: (body: { tasks?: readonly string[]; count?: number }) => api.work.claim(queue, body),
    onSuccess: ({ tasks }) =>
      tasks.length > 0
        ? void message.success(t('work.claimed', { count: tasks.length }))
        : void message.info(t('work.claimNothing')),
    onError: (error) => void message.error(text(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.work }),
  });
}
