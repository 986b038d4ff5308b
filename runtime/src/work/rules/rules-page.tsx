import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AssignmentResult, RuleBody } from '@tenon/model';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys, useApi } from '../../api-client/index.ts';
import { useLanguage } from '../../i18n/index.ts';
import {
  EmptyState,
  LoadError,
  NotFoundPage,
  PageHeader,
  PageSkeleton,
  useErrorText,
} from '../../pages/index.ts';
import { scheduleText } from '../../schedule-text.ts';
import { formatMoment, formatNumber } from '../../theme/index.ts';
import { useWorkspace } from '../../workspace/index.ts';
import { AssignmentResultPanel } from './assignment-result.tsx';

interface Shown {
  readonly rule: RuleBody;
  readonly kind: 'simulated' | 'ran';
  readonly result: AssignmentResult;
}

/** For those who manage the work: try a rule out, then run it. */
export function RulesPage() {
  const { t } = useTranslation();
  const api = useApi();
  const { can } = useWorkspace();
  const allowed = can('manage_work');
  const rules = useQuery({ queryKey: keys.rules, queryFn: api.work.rules, enabled: allowed });
  const [shown, setShown] = useState<Shown>();
  if (!allowed) return <NotFoundPage />;
  if (rules.isPending) return <PageSkeleton />;
  return (
    <div className="t-page">
      <PageHeader title={t('rules.title')} />
      {rules.isError && <LoadError error={rules.error} onRetry={() => void rules.refetch()} />}
      {rules.data?.length === 0 && <EmptyState title={t('rules.empty')} hint={t('rules.emptyHint')} />}
      <div className="t-stack">
        {rules.data && rules.data.length > 0 && (
          <div className="t-rules">
            {rules.data.map((rule) => (
              <Rule key={rule.id} rule={rule} onShown={(kind, result) => setShown({ rule, kind, result })} />
            ))}
          </div>
        )}
        {shown && <AssignmentResultPanel rule={shown.rule} kind={shown.kind} result={shown.result} />}
        {shown && <EarlierRuns rule={shown.rule.id} />}
      </div>
    </div>
  );
}

function Rule({
  rule,
  onShown,
}: {
  readonly rule: RuleBody;
  readonly onShown: (kind: Shown['kind'], result: AssignmentResult) => void;
}) {
  const { t } = useTranslation();
  const { label, language } = useLanguage();
  const api = useApi();
  const queries = useQueryClient();
  const { modal, message } = App.useApp();
  const text = useErrorText();
  const { config, locale } = useWorkspace();
  const name = label(rule.label, rule.id);
  const failed = (error: unknown) => void message.error(text(error));
  const simulate = useMutation({
    mutationFn: () => api.work.simulate(rule.id),
    onSuccess: (result) => onShown('simulated', result),
    onError: failed,
  });
  const run = useMutation({
    mutationFn: () => api.work.run(rule.id),
    onSuccess: (result) => {
      onShown('ran', result);
      void queries.invalidateQueries({ queryKey: keys.work });
    },
    onError: failed,
  });
  const ask = () =>
    void modal.confirm({
      title: t('rules.runAsk', { rule: name }),
      content: t('rules.runHint'),
      okText: t('rules.run'),
      cancelText: t('app.cancel'),
      onOk: () => run.mutate(),
    });
  const last = rule.lastRun?.at;
  const schedule = scheduleText(rule.schedule, language);
  return (
    <div className="t-rule">
      <div className="t-rule-text">
        <strong>{name}</strong>{' '}
        <span className="t-mark">{rule.enabled ? t('rules.enabled') : t('rules.disabled')}</span>
        <p className="t-muted">
          {[
            label(config.taskTypes[rule.taskType]?.label, rule.taskType),
            ...(schedule === undefined ? [] : [schedule]),
            last ? t('rules.lastRun', { when: formatMoment(last, locale) }) : t('rules.never'),
          ].join(' · ')}
        </p>
      </div>
      <Button loading={simulate.isPending} onClick={() => simulate.mutate()} title={t('rules.simulateHint')}>
        {t('rules.simulate')}
      </Button>
      <Button type="primary" disabled={!rule.enabled} loading={run.isPending} onClick={ask}>
        {t('rules.run')}
      </Button>
    </div>
  );
}

function EarlierRuns({ rule }: { readonly rule: string }) {
  const { t } = useTranslation();
  const api = useApi();
  const { locale } = useWorkspace();
  const runs = useQuery({ queryKey: keys.ruleRuns(rule), queryFn: () => api.work.runs(rule) });
  return (
    <section className="t-panel" aria-label={t('rules.runs')}>
      <h2>{t('rules.runs')}</h2>
      {runs.isError && <LoadError error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.data?.length === 0 && <p className="t-muted">{t('rules.noRuns')}</p>}
      {runs.data && runs.data.length > 0 && (
        <div className="t-scroll">
          <table className="t-table">
            <thead>
              <tr>
                <th scope="col">{t('rules.when')}</th>
                <th scope="col">{t('rules.assigned')}</th>
                <th scope="col">{t('rules.waiting')}</th>
                <th scope="col">{t('rules.recalled')}</th>
              </tr>
            </thead>
            <tbody>
              {runs.data.map(({ run, at, assigned, waiting, recalled }) => (
                <tr key={run}>
                  <td>{formatMoment(at, locale)}</td>
                  <td>{formatNumber(assigned, locale)}</td>
                  <td>{formatNumber(waiting, locale)}</td>
                  <td>{formatNumber(recalled, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
