import { useQuery } from '@tanstack/react-query';
import type { MyResultsBody } from '@tenon/model';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys, useApi } from '../api-client/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { LoadError } from '../pages/index.ts';
import { formatNumber, formatSeconds } from '../theme/index.ts';
import { useWorkspace } from '../workspace/index.ts';

/** What I was given and what I made of it. */
export function MyResultsPanel() {
  const { t } = useTranslation();
  const api = useApi();
  const results = useQuery({ queryKey: keys.results, queryFn: api.work.results });
  return (
    <section className="t-panel" aria-label={t('work.results')}>
      <h2>{t('work.results')}</h2>
      {results.isPending && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
      {results.isError && <LoadError error={results.error} onRetry={() => void results.refetch()} />}
      {results.data && <Results results={results.data} />}
    </section>
  );
}

function Results({ results }: { readonly results: MyResultsBody }) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { locale } = useWorkspace();
  const { today, days30, byOutcome } = results;
  const largest = Math.max(1, ...byOutcome.map(({ count }) => count));
  const rows = [
    [t('work.given'), today.given, days30.given],
    [t('task.completed'), today.completed, days30.completed],
    [t('work.lapsed'), today.lapsed, days30.lapsed],
  ] as const;
  return (
    <>
      <table className="t-figures">
        <thead>
          <tr>
            <td />
            <th scope="col">{t('work.today')}</th>
            <th scope="col">{t('work.days30')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, now, month]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{formatNumber(now, locale)}</td>
              <td>{formatNumber(month, locale)}</td>
            </tr>
          ))}
          {days30.meanSeconds !== null && (
            <tr>
              <th scope="row">{t('work.meanTime')}</th>
              <td>–</td>
              <td>{formatSeconds(days30.meanSeconds, locale)}</td>
            </tr>
          )}
        </tbody>
      </table>
      <h3>{t('work.outcomes')}</h3>
      {byOutcome.length === 0 && <p className="t-muted">{t('work.noOutcomes')}</p>}
      <ul className="t-bars">
        {byOutcome.map(({ outcome, label: text, count }) => (
          <li key={outcome}>
            <span className="t-bar-text">
              <span>{label(text, outcome)}</span>
              <span>{formatNumber(count, locale)}</span>
            </span>
            <span className="t-bar" aria-hidden>
              <span style={{ width: `${(count / largest) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
