import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AdjustmentsBody, PlanBody, ReleaseBody } from '@tenon/model';
import { ApiError, EmptyState, PageHeader, PageSkeleton } from '@tenon/runtime/preview';
import { Alert, Button, Input, Result } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { keys, useErrorText, useStudioApi } from '../api/index.ts';
import { useDraft, useDraftStore } from '../documents/index.ts';
import { ProblemLine, problemKey } from '../problems/index.ts';
import { ChangeList } from './change-list.tsx';
import { ConversionCard } from './conversion-card.tsx';
import { ImpactList } from './impact-list.tsx';
import { TableChanges } from './table-changes.tsx';
import { isUnderWay, useConversion } from './use-conversions.ts';

/** What a publish would do, in words, as text and to the tables; and the publish itself. */
export function ReviewPage() {
  const { t } = useTranslation();
  const api = useStudioApi();
  const store = useDraftStore();
  const { revision, saving, changes } = useDraft();
  const [published, setPublished] = useState<ReleaseBody>();
  const [adjustments, setAdjustments] = useState<AdjustmentsBody>({});
  // What was typed a moment ago belongs to what is reviewed.
  useEffect(() => void store.flush(), [store]);
  const plan = useQuery({
    queryKey: keys.plan(revision, adjustments),
    queryFn: () => api.plan(undefined, adjustments),
    placeholderData: keepPreviousData,
    enabled: saving === 'saved' && published === undefined,
    retry: false,
  });
  if (published) return <Published release={published} />;
  if (saving === 'refused' || saving === 'offline' || saving === 'signed-out')
    return (
      <div className="t-page">
        <PageHeader title={t('review.title')} />
        <Alert
          type="warning"
          showIcon
          title={t('review.unsaved')}
          description={t(`draft.saving.${saving}`)}
        />
      </div>
    );
  if (plan.isError) return <PlanFailed error={plan.error} onRetry={() => void plan.refetch()} />;
  if (!plan.data) return <PageSkeleton />;
  if (plan.data.empty && changes === 0) return <Nothing />;
  return (
    <Plan
      plan={plan.data}
      fresh={!plan.isPlaceholderData}
      adjustments={adjustments}
      onAdjust={setAdjustments}
      onPublished={setPublished}
    />
  );
}

function Plan({
  plan,
  fresh,
  adjustments,
  onAdjust,
  onPublished,
}: {
  readonly plan: PlanBody;
  /** False while the plan of newer decisions is on its way. */
  readonly fresh: boolean;
  readonly adjustments: AdjustmentsBody;
  readonly onAdjust: (adjustments: AdjustmentsBody) => void;
  readonly onPublished: (release: ReleaseBody) => void;
}) {
  const { t } = useTranslation();
  const { conflicts } = useDraft();
  const errors = plan.problems.filter(({ severity }) => severity === 'error').length;
  return (
    <div className="t-page">
      <PageHeader title={t('review.title')} below={t('review.below', { count: plan.changes.length })} />
      <div className="s-review">
        <div className="s-review-main">
          {plan.problems.length > 0 && (
            <section className="t-panel">
              <h2>{t('problems.title')}</h2>
              <ul className="s-problem-list s-problem-list-open">
                {plan.problems.map((problem) => (
                  <li key={problemKey(problem)}>
                    <ProblemLine problem={problem} />
                  </li>
                ))}
              </ul>
            </section>
          )}
          <ImpactList impact={plan.impact} adjustments={adjustments} onAdjust={onAdjust} />
          <ChangeList changes={plan.changes} linked />
          <section className="t-panel">
            <h2>{t('review.tables')}</h2>
            <TableChanges tables={plan.tables} />
          </section>
        </div>
        <PublishBox
          blocked={errors > 0 || conflicts.length > 0 || !fresh}
          errors={errors}
          adjustments={adjustments}
          onPublished={onPublished}
        />
      </div>
    </div>
  );
}

function PublishBox({
  blocked,
  errors,
  adjustments,
  onPublished,
}: {
  readonly blocked: boolean;
  readonly errors: number;
  readonly adjustments: AdjustmentsBody;
  readonly onPublished: (release: ReleaseBody) => void;
}) {
  const { t } = useTranslation();
  const api = useStudioApi();
  const queries = useQueryClient();
  const store = useDraftStore();
  const { base, live } = useDraft();
  const errorText = useErrorText();
  const [note, setNote] = useState('');
  const publish = useMutation({
    mutationFn: async () => {
      if (!(await store.flush())) throw new Error(t('review.unsaved'));
      return api.publish(note.trim(), store.snapshot().base, adjustments);
    },
    onSuccess: async (release) => {
      await store.refresh().catch(() => undefined);
      void queries.invalidateQueries();
      onPublished(release);
    },
    // Whatever stood against it, the newest state says what.
    onError: () => void store.refresh().catch(() => undefined),
  });
  const conversion = useConversion(publish.isPending);
  const converting = conversion !== undefined && isUnderWay(conversion);
  const code = publish.error instanceof ApiError ? publish.error.problem.code : undefined;
  const conflict = code === 'release-conflict' || code === 'draft-conflict';
  // The card says so.
  const cancelled = code === 'state-conflict' && conversion?.state === 'cancelled';
  return (
    <aside className="t-panel s-publish" aria-label={t('review.publish')}>
      <h2>{t('review.publishTitle', { number: live + 1 })}</h2>
      <label className="t-caption" htmlFor="release-note">
        {t('review.note')}
      </label>
      <Input.TextArea
        id="release-note"
        rows={3}
        maxLength={2_000}
        placeholder={t('review.notePlaceholder')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {publish.isError && !cancelled && (
        <Alert
          type={conflict ? 'warning' : 'error'}
          showIcon
          className="s-notice"
          title={conflict ? t('review.conflict', { base, live }) : t('review.failed')}
          description={conflict ? t('review.conflictHint') : errorText(publish.error)}
        />
      )}
      <Button
        type="primary"
        block
        size="large"
        disabled={blocked || converting}
        loading={publish.isPending && !converting}
        onClick={() => publish.mutate()}
      >
        {t('review.publish')}
      </Button>
      <p className="t-field-help">
        {blocked ? t('review.blocked', { count: errors }) : t('review.publishHelp')}
      </p>
      {conversion && <ConversionCard key={conversion.id} conversion={conversion} />}
    </aside>
  );
}

function Published({ release }: { readonly release: ReleaseBody }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Result
      status="success"
      title={t('review.published', { number: release.number })}
      subTitle={release.note === '' ? t('review.publishedHint') : release.note}
      extra={[
        <Button key="runtime" type="primary" href="/">
          {t('app.toRuntime')}
        </Button>,
        <Button key="history" onClick={() => void navigate('/history')}>
          {t('history.title')}
        </Button>,
        <Button key="on" onClick={() => void navigate('/')}>
          {t('review.goOn')}
        </Button>,
      ]}
    />
  );
}

function Nothing() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <div className="t-page">
      <PageHeader title={t('review.title')} />
      <EmptyState
        title={t('review.nothing')}
        hint={t('review.nothingHint')}
        action={
          <Button type="primary" onClick={() => void navigate('/')}>
            {t('app.toOverview')}
          </Button>
        }
      />
    </div>
  );
}

function PlanFailed({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  const text = useErrorText();
  return (
    <div className="t-page">
      <PageHeader title={t('review.title')} />
      <Alert
        type="error"
        showIcon
        title={t('app.loadFailed')}
        description={text(error)}
        action={
          <Button size="small" onClick={onRetry}>
            {t('app.retry')}
          </Button>
        }
      />
    </div>
  );
}
