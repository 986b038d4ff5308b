import type { HistoryEntry, TimelineEntry } from '@tenon/model';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi } from '../api-client/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { Icon } from '../pages/index.ts';
import { formatMoment, formatSeconds } from '../theme/index.ts';
import { recordHref, useWorkspace } from '../workspace/index.ts';
import { useSourceText } from './use-source-text.ts';

const kindIcons = {
  change: 'history',
  task: 'check-square',
  touchpoint: 'comment',
  file: 'file-text',
  related: 'link',
};
const channelIcons = new Map([
  ['call', 'phone'],
  ['phone', 'phone'],
  ['email', 'mail'],
  ['message', 'message'],
  ['visit', 'environment'],
  ['meeting', 'team'],
  ['task', 'check-square'],
]);
/** More changes of one write are behind a click. */
const shownAtOnce = 4;

interface ItemProps<Kind extends TimelineEntry['kind'] = TimelineEntry['kind']> {
  readonly entity: string;
  readonly entry: Extract<TimelineEntry, { readonly kind: Kind }>;
}

export function TimelineItem({ entity, entry }: { readonly entity: string; readonly entry: TimelineEntry }) {
  switch (entry.kind) {
    case 'change':
      return <ChangeItem entity={entity} entry={entry} />;
    case 'task':
      return <TaskItem entity={entity} entry={entry} />;
    case 'touchpoint':
      return <TouchpointItem entity={entity} entry={entry} />;
    case 'file':
      return <FileItem entity={entity} entry={entry} />;
    case 'related':
      return <RelatedItem entity={entity} entry={entry} />;
  }
}

function Item({
  entry,
  icon,
  title,
  about = [],
  children,
}: {
  readonly entry: TimelineEntry;
  readonly icon: string;
  readonly title: ReactNode;
  /** Said under the title, beside the time. */
  readonly about?: readonly (string | undefined)[];
  readonly children?: ReactNode;
}) {
  const { locale } = useWorkspace();
  const rest = about.filter((text) => text !== undefined && text !== '').join(' · ');
  return (
    <li>
      <span className="t-past-icon">
        <Icon name={icon} />
      </span>
      <div className="t-past-body">
        <p className="t-past-title">
          <span>{title}</span>
          <time dateTime={entry.at} title={formatMoment(entry.at, locale)}>
            {formatMoment(entry.at, locale, 'time')}
          </time>
        </p>
        {rest !== '' && <p className="t-muted">{rest}</p>}
        {children}
      </div>
    </li>
  );
}

function ChangeItem({ entry }: ItemProps<'change'>) {
  const { t } = useTranslation();
  const source = useSourceText();
  const { changes, action } = entry;
  const words = {
    create: t('timeline.created'),
    update: t('timeline.updated', { fields: fieldsOf(changes) }),
    delete: t('timeline.deleted'),
    restore: t('timeline.restored'),
  };
  return (
    <Item
      entry={entry}
      icon={action === 'create' ? 'star' : kindIcons.change}
      title={
        <>
          <Who entry={entry} /> {words[action]}
        </>
      }
      about={[source(entry)]}
    >
      <Changes changes={changes} />
    </Item>
  );
}

function RelatedItem({ entry }: ItemProps<'related'>) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { config } = useWorkspace();
  const source = useSourceText();
  const { entity, record, title, action, changes } = entry;
  const words = {
    create: t('timeline.relatedCreated'),
    update: t('timeline.relatedUpdated'),
    delete: t('timeline.relatedDeleted'),
    restore: t('timeline.relatedRestored'),
  };
  const known = Object.hasOwn(config.entities, entity) ? config.entities[entity] : undefined;
  return (
    <Item
      entry={entry}
      icon={known?.icon ?? kindIcons.related}
      title={
        <>
          <Who entry={entry} /> {words[action]}{' '}
          <Link to={recordHref(entity, record)}>{title === '' ? t('timeline.untitled') : title}</Link>
        </>
      }
      about={[label(entry.relationLabel, entry.relation), source(entry)]}
    >
      <Changes changes={changes} />
    </Item>
  );
}

function TaskItem({ entry }: ItemProps<'task'>) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { locale } = useWorkspace();
  const { action, by, operator, outcome, outcomeLabel, note, seconds, ruleLabel } = entry;
  const task = label(entry.taskLabel, entry.taskType);
  const name = operator?.name || t('timeline.somebody');
  const words = {
    create: operator === null ? t('timeline.taskWaiting', { task }) : t('timeline.taskGiven', { task, name }),
    complete: t('timeline.taskDone', { task }),
    lapse: t('timeline.taskLapsed', { task }),
    'hand-over': t('timeline.taskHandedOver', { task, name }),
    claim: t('timeline.taskClaimed', { task }),
    return: t('timeline.taskReturned', { task }),
    cancel: t('timeline.taskCancelled', { task }),
  };
  return (
    <Item
      entry={entry}
      icon={action === 'complete' ? 'check-circle' : action === 'lapse' ? 'clock-circle' : kindIcons.task}
      title={
        <>
          {words[action]}
          {outcome !== null && (
            <span className="t-past-outcome">{label(outcomeLabel ?? undefined, outcome)}</span>
          )}
        </>
      }
      about={[
        by?.name,
        ruleLabel === null ? undefined : t('timeline.byRule', { rule: label(ruleLabel) }),
        seconds === null ? undefined : t('task.duration', { time: formatSeconds(seconds, locale) }),
      ]}
    >
      <Note text={note} />
    </Item>
  );
}

function TouchpointItem({ entry }: ItemProps<'touchpoint'>) {
  const { t, i18n } = useTranslation();
  const { label } = useLanguage();
  const { locale } = useWorkspace();
  const { by, channel, direction, outcome, outcomeLabel, note, seconds } = entry;
  const known = i18n.exists(`task.channel.${channel}`);
  const channelText = known ? t(`task.channel.${channel}` as 'task.channel.other') : channel;
  return (
    <Item
      entry={entry}
      icon={channelIcons.get(channel) ?? kindIcons.touchpoint}
      title={<strong>{outcome === null ? channelText : label(outcomeLabel ?? undefined, outcome)}</strong>}
      about={[
        by?.name ?? t('records.system'),
        outcome === null ? t(`task.direction.${direction}`) : channelText,
        seconds === null ? undefined : t('task.duration', { time: formatSeconds(seconds, locale) }),
      ]}
    >
      <Note text={note} />
    </Item>
  );
}

function FileItem({ entry }: ItemProps<'file'>) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const api = useApi();
  const { file, field, fieldLabel } = entry;
  return (
    <Item
      entry={entry}
      icon={kindIcons.file}
      title={
        <>
          <Who entry={entry} /> {t('timeline.fileAdded')}{' '}
          <a href={api.client.url(`/files/${encodeURIComponent(file.id)}`)} download={file.name}>
            {file.name}
          </a>
        </>
      }
      about={[label(fieldLabel, field)]}
    />
  );
}

function Who({ entry }: { readonly entry: TimelineEntry }) {
  const { t } = useTranslation();
  return <strong>{entry.by === null ? t('records.system') : entry.by.name || t('timeline.somebody')}</strong>;
}

function Note({ text }: { readonly text: string | null }) {
  return text === null || text === '' ? null : <p className="t-past-note">{text}</p>;
}

function Changes({ changes }: { readonly changes: HistoryEntry['changes'] }) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  const shown = whole ? changes : changes.slice(0, shownAtOnce);
  if (changes.length === 0) return null;
  return (
    <ul className="t-history-changes">
      {shown.map(({ field, label, fromText, toText }) => (
        <li key={field}>
          <span className="t-muted">{label}: </span>
          {fromText !== '' && <span className="t-history-from">{fromText}</span>} {fromText !== '' && '→ '}
          {toText === '' ? <span className="t-muted">{t('records.emptyText')}</span> : toText}
        </li>
      ))}
      {shown.length < changes.length && (
        <li>
          <button type="button" className="t-link-button" onClick={() => setWhole(true)}>
            {t('timeline.more', { count: changes.length - shown.length })}
          </button>
        </li>
      )}
    </ul>
  );
}

/** "Stage, Owner": what a sentence says was changed. */
const fieldsOf = (changes: HistoryEntry['changes']): string => {
  const [first, second, ...more] = changes.map(({ label }) => label);
  return [first, second].filter((text) => text !== undefined).join(', ') + (more.length > 0 ? ' …' : '');
};
