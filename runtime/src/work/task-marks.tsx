import type { TaskBody } from '@tenon/model';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/index.ts';
import { FireFilled } from '../pages/icons.tsx';
import { formatMoment, formatNumber, formatRelative, useNow } from '../theme/index.ts';
import { useWorkspace } from '../workspace/index.ts';

export function HotMark({ hot }: { readonly hot: boolean }) {
  const { t } = useTranslation();
  if (!hot) return null;
  return (
    <span className="t-mark t-mark-hot">
      <FireFilled /> {t('work.hot')}
    </span>
  );
}

export function DueMark({ task }: { readonly task: TaskBody }) {
  const { t } = useTranslation();
  const { locale } = useWorkspace();
  const now = useNow();
  if (task.snoozedUntil !== null && Date.parse(task.snoozedUntil) > now) {
    return (
      <span className="t-muted">
        {t('work.snoozedUntil', { when: formatMoment(task.snoozedUntil, locale) })}
      </span>
    );
  }
  if (task.due === null) return <span className="t-muted t-due">{t('work.noDue')}</span>;
  const relative = formatRelative(task.due, locale, now);
  const text = task.overdue ? t('work.overdueBy', { when: relative }) : t('work.due', { when: relative });
  return (
    <Tooltip title={formatMoment(task.due, locale)}>
      <time dateTime={task.due} className={task.overdue ? 't-due t-due-over' : 't-due'}>
        {text}
      </time>
    </Tooltip>
  );
}

/** The priority, and what it is made of. */
export function PriorityMark({ task }: { readonly task: TaskBody }) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { locale } = useWorkspace();
  const score = formatNumber(task.priority, locale, 0);
  return (
    <Tooltip
      title={
        <div className="t-parts">
          {task.priorityParts.map((part) => (
            <div key={part.id} className="t-part">
              <span>{label(part.label, part.id)}</span>
              <span>{formatNumber(part.score, locale)}</span>
            </div>
          ))}
        </div>
      }
    >
      <span className="t-priority" tabIndex={-1}>
        <span className="t-sr">{t('work.priority')} </span>
        {score}
      </span>
    </Tooltip>
  );
}
