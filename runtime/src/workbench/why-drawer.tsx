import { useQuery } from '@tanstack/react-query';
import type { WhyBody } from '@tenon/model';
import { Drawer, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys, useApi } from '../api-client/index.ts';
import { LoadError } from '../pages/index.ts';
import { formatMoment, formatNumber } from '../theme/index.ts';
import { useWorkspace } from '../workspace/index.ts';

/** Why the task came to this operator, in sentences and then in figures. */
export function WhyDrawer({ task, onClose }: { readonly task: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const api = useApi();
  const why = useQuery({ queryKey: keys.why(task), queryFn: () => api.work.why(task) });
  return (
    <Drawer open onClose={onClose} title={t('task.whyTitle')} size={420}>
      {why.isPending && <Skeleton active />}
      {why.isError && <LoadError error={why.error} onRetry={() => void why.refetch()} />}
      {why.data && <Why why={why.data} nothing={t('task.whyNothing')} />}
    </Drawer>
  );
}

export function Why({ why, nothing }: { readonly why: WhyBody; readonly nothing: string }) {
  const { t } = useTranslation();
  const { locale } = useWorkspace();
  const { sentences, decision } = why;
  if (sentences.length === 0 && decision === null) return <p className="t-muted">{nothing}</p>;
  return (
    <div className="t-why">
      {sentences.length > 0 && (
        <ul>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {decision !== null && (
        <>
          <h3>{t('task.figures')}</h3>
          <dl className="t-figures-list">
            <Figure name={t('task.decidedAt')} value={formatMoment(decision.at, locale)} />
            <Figure name={t('task.release')} value={String(decision.release)} />
            <Figure name={t('task.candidates')} value={formatNumber(decision.candidates, locale)} />
          </dl>
        </>
      )}
    </div>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
