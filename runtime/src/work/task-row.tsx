import type { TaskBody } from '@tenon/model';
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../i18n/index.ts';
import { Icon } from '../pages/index.ts';
import { formatNumber } from '../theme/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { leadingParts } from './priority.ts';
import { DueMark, HotMark, PriorityMark } from './task-marks.tsx';
import { rowAttribute } from './use-list-keyboard.ts';

export interface TaskRowProps {
  readonly task: TaskBody;
  /** The best of the list: says so. */
  readonly first: boolean;
  readonly selected: boolean;
  /** Absent where nothing can be done to many at once. */
  readonly onSelect?: (selected: boolean) => void;
  readonly showOperator?: boolean;
  readonly action?: ReactNode;
}

const partsShown = 3;

export function taskHref(id: string): string {
  return `/work/tasks/${encodeURIComponent(id)}`;
}

export function TaskRow({ task, first, selected, onSelect, showOperator = false, action }: TaskRowProps) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { config } = useWorkspace();
  const type = config.taskTypes[task.taskType];
  const closed = task.state !== 'open' && task.state !== 'in_progress';
  return (
    <li className="t-task" data-selected={selected}>
      {onSelect && (
        <Checkbox
          className="t-task-check"
          checked={selected}
          aria-label={t('work.selectTask', { title: task.title || t('records.unlabelled') })}
          onChange={(event) => onSelect(event.target.checked)}
        />
      )}
      <Link to={taskHref(task.id)} className="t-task-link" {...{ [rowAttribute]: task.id }}>
        <span className="t-task-icon">
          <Icon name={type?.icon ?? 'check-square'} />
        </span>
        <span className="t-task-main">
          <span className="t-task-title">
            <strong>{task.title || t('records.unlabelled')}</strong>
            <HotMark hot={task.hot && !closed} />
            {task.state === 'in_progress' && <span className="t-mark">{t('task.state.in_progress')}</span>}
          </span>
          <span className="t-task-sub">
            {label(type?.label, task.taskType)}
            {task.subtitle !== null && <> · {task.subtitle}</>}
            {showOperator && task.operator && <> · {task.operator.name}</>}
          </span>
          {!closed && <WhyLine task={task} first={first} />}
        </span>
        <span className="t-task-side">
          {closed ? (
            <span className="t-muted">{t(`task.state.${task.state}`)}</span>
          ) : (
            <DueMark task={task} />
          )}
          {!closed && <PriorityMark task={task} />}
        </span>
      </Link>
      {action !== undefined && <span className="t-task-action">{action}</span>}
    </li>
  );
}

/** One line: what lifts this task, the largest part first. */
function WhyLine({ task, first }: { readonly task: TaskBody; readonly first: boolean }) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { locale } = useWorkspace();
  const written = leadingParts(task.priorityParts, partsShown).map(({ id, label: text, score }) =>
    t('work.part', { label: label(text, id), score: formatNumber(score, locale, 1) }),
  );
  if (written.length === 0) return null;
  const parts = written.join(' · ');
  return <span className="t-task-why">{first ? t('work.onTop', { parts }) : parts}</span>;
}
