import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { EmptyState, formatMoment, PageHeader, PageSkeleton } from '@tenon/runtime/preview';
import { Alert, App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type DeadLetter, keys, useErrorText, useStudioApi } from '../api/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { useSession } from '../shell/session-context.tsx';

/** Background work that gave up, to be replayed when its cause is mended. */
export function JobsPage() {
  const { t } = useTranslation();
  const api = useStudioApi();
  const errorText = useErrorText();
  const jobs = useQuery({ queryKey: keys.deadJobs, queryFn: api.deadJobs });
  if (jobs.isPending) return <PageSkeleton />;
  return (
    <div className="t-page">
      <PageHeader title={t('jobs.title')} below={t('jobs.below')} />
      {jobs.isError ? (
        <Alert type="error" showIcon title={t('app.loadFailed')} description={errorText(jobs.error)} />
      ) : jobs.data.length === 0 ? (
        <EmptyState title={t('jobs.none')} hint={t('jobs.noneHint')} />
      ) : (
        <ul className="s-change-list">
          {jobs.data.map((job) => (
            <li key={job.id}>
              <Job job={job} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Job({ job }: { readonly job: DeadLetter }) {
  const { t, i18n } = useTranslation();
  const api = useStudioApi();
  const queries = useQueryClient();
  const { language } = useLanguage();
  const { user } = useSession();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const replay = useMutation({
    mutationFn: () => api.replayJob(job.id),
    onSuccess: () => void message.success(t('jobs.replayed')),
    onError: (error) => void message.error(errorText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.deadJobs }),
  });
  // Jobs of plugins have no name here.
  const name = `jobs.name.${job.job}`;
  const when = formatMoment(job.at, {
    language,
    timeZone: user.timeZone || 'UTC',
    currency: 'USD',
    phoneRegion: 'US',
  });
  return (
    <article className="t-panel">
      <div className="t-panel-head">
        <h2>{i18n.exists(name) ? t(name) : job.job}</h2>
        <Button size="small" loading={replay.isPending} onClick={() => replay.mutate()}>
          {t('jobs.replay')}
        </Button>
      </div>
      <p className="t-muted">
        {t('jobs.at')}: {when} · {t('jobs.attempts')}: {job.attempts}
      </p>
      <p className="t-field-error">{job.error}</p>
      <details>
        <summary className="t-muted">{t('jobs.data')}</summary>
        <pre className="s-sql">{JSON.stringify(job.data, null, 2)}</pre>
      </details>
    </article>
  );
}
