import type { TaskBody } from '@tenon/model';
import { Button, Checkbox, Skeleton } from 'antd';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { LoadError } from '../pages/index.ts';
import { TaskRow, taskHref } from './task-row.tsx';
import { useListKeyboard } from './use-list-keyboard.ts';
import type { useTasks } from './use-tasks.ts';

export interface TaskListProps {
  readonly query: Omit<ReturnType<typeof useTasks>, 'tasks'>;
  readonly tasks: readonly TaskBody[];
  readonly empty: ReactNode;
  readonly showOperator?: boolean;
  /** Rows that can be chosen, and what is done to those that are. */
  readonly selection?: {
    readonly ids: ReadonlySet<string>;
    readonly onChange: (ids: ReadonlySet<string>) => void;
    readonly actions: (chosen: readonly TaskBody[]) => ReactNode;
  };
  readonly onSnooze?: (task: TaskBody) => void;
  readonly rowAction?: (task: TaskBody) => ReactNode;
}

/** Tasks, best first, for mouse, thumb and keyboard alike. */
export function TaskList({
  query,
  tasks,
  empty,
  showOperator = false,
  selection,
  onSnooze,
  rowAction,
}: TaskListProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const list = useRef<HTMLUListElement>(null);
  const byId = (id: string) => tasks.find((task) => task.id === id);
  const select = (id: string, chosen: boolean) => {
    if (!selection) return;
    const next = new Set(selection.ids);
    if (chosen) next.add(id);
    else next.delete(id);
    selection.onChange(next);
  };
  useListKeyboard(list, {
    e: (id) => void navigate(taskHref(id), { state: { complete: true } }),
    ...(onSnooze
      ? {
          s: (id: string) => {
            const task = byId(id);
            if (task) onSnooze(task);
          },
        }
      : {}),
    ...(selection ? { x: (id: string) => select(id, !selection.ids.has(id)) } : {}),
  });

  if (query.isPending && query.fetchStatus !== 'idle') return <TaskSkeletons />;
  if (query.isError && tasks.length === 0)
    return <LoadError error={query.error} onRetry={() => void query.refetch()} />;
  if (tasks.length === 0) return empty;
  const chosen = tasks.filter(({ id }) => selection?.ids.has(id));
  return (
    <>
      {selection && (
        <div className="t-list-bar" data-active={chosen.length > 0}>
          <Checkbox
            checked={chosen.length === tasks.length}
            indeterminate={chosen.length > 0 && chosen.length < tasks.length}
            onChange={(event) =>
              selection.onChange(new Set(event.target.checked ? tasks.map(({ id }) => id) : []))
            }
          >
            {chosen.length > 0 ? t('work.selected', { count: chosen.length }) : t('work.selectAll')}
          </Checkbox>
          {chosen.length > 0 ? (
            <span className="t-list-bar-actions">{selection.actions(chosen)}</span>
          ) : (
            <span className="t-keys">{t('work.keyboard')}</span>
          )}
        </div>
      )}
      <ul className="t-tasks" ref={list} aria-label={t('work.taskList')}>
        {tasks.map((task, index) => (
          <TaskRow
            key={task.id}
            task={task}
            first={index === 0}
            selected={selection?.ids.has(task.id) ?? false}
            showOperator={showOperator}
            {...(selection ? { onSelect: (on: boolean) => select(task.id, on) } : {})}
            {...(rowAction ? { action: rowAction(task) } : {})}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="t-more">
          <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
            {t('work.moreTasks')}
          </Button>
        </div>
      )}
    </>
  );
}

function TaskSkeletons() {
  return (
    <div className="t-tasks" aria-busy="true">
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <div key={row} className="t-task t-task-skeleton">
          <Skeleton active title={{ width: '40%' }} paragraph={{ rows: 1, width: '65%' }} />
        </div>
      ))}
    </div>
  );
}
