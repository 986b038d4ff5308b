import type { TouchpointBody } from '@tenon/model';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/index.ts';
import { Icon } from '../pages/index.ts';
import { formatMoment, formatRelative, formatSeconds } from '../theme/index.ts';
import { useWorkspace } from '../workspace/index.ts';

const channelIcons = new Map([
  ['call', 'phone'],
  ['phone', 'phone'],
  ['email', 'mail'],
  ['message', 'message'],
  ['visit', 'environment'],
  ['meeting', 'team'],
  ['task', 'check-square'],
]);

/** What was said and done before, newest first. */
export function Timeline({ touchpoints }: { readonly touchpoints: readonly TouchpointBody[] }) {
  const { t } = useTranslation();
  if (touchpoints.length === 0) return <p className="t-muted">{t('task.timelineEmpty')}</p>;
  return (
    <ol className="t-timeline">
      {touchpoints.map((touchpoint) => (
        <Touchpoint key={touchpoint.id} touchpoint={touchpoint} />
      ))}
    </ol>
  );
}

function Touchpoint({ touchpoint }: { readonly touchpoint: TouchpointBody }) {
  const { t, i18n } = useTranslation();
  const { label } = useLanguage();
  const { locale } = useWorkspace();
  const { at, by, channel, direction, outcome, outcomeLabel, note, seconds } = touchpoint;
  const channelKey = i18n.exists(`task.channel.${channel}`) ? channel : undefined;
  const channelText =
    channelKey === undefined ? channel : t(`task.channel.${channelKey}` as 'task.channel.other');
  const title = outcome === null ? channelText : label(outcomeLabel ?? undefined, outcome);
  return (
    <li>
      <span className="t-timeline-icon">
        <Icon name={channelIcons.get(channel) ?? 'comment'} />
      </span>
      <div className="t-timeline-body">
        <p className="t-timeline-title">
          <strong>{title}</strong>
          <time dateTime={at} title={formatMoment(at, locale)}>
            {formatRelative(at, locale)}
          </time>
        </p>
        <p className="t-muted">
          {[
            by?.name ?? t('records.system'),
            outcome === null ? t(`task.direction.${direction}`) : channelText,
          ]
            .concat(seconds === null ? [] : [t('task.duration', { time: formatSeconds(seconds, locale) })])
            .join(' · ')}
        </p>
        {note !== null && note !== '' && <p className="t-timeline-note">{note}</p>}
      </div>
    </li>
  );
}
