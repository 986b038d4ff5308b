import { useQueries } from '@tanstack/react-query';
import type { DashboardConfig, DashboardData } from '@tenon/model';
import { DashboardPreview } from '@tenon/runtime/preview';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys, useStudioApi } from '../api/index.ts';
import { useDraft } from '../documents/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { useCompilation } from '../problems/index.ts';
import type { PreviewFrame } from './preview.tsx';
import { sampleResult } from './sample-result.ts';
import { Scaled } from './scaled.tsx';

/** Pixels that a page of the app has for a dashboard on a common screen. */
const pageWidth = 1040;

/** A dashboard with the figures of its published reports; a report that is new or changed shows sample figures. */
export function LiveDashboard({
  dashboard,
  frame,
}: {
  readonly dashboard: DashboardConfig;
  readonly frame: PreviewFrame;
}) {
  const { t } = useTranslation();
  const api = useStudioApi();
  const { language } = useLanguage();
  const { documents } = useDraft();
  const { model } = useCompilation();
  const [opened] = useState(() => Date.now());
  const reports = [...new Set(dashboard.tiles.flatMap(({ report }) => report ?? []))];
  const published = new Set(
    documents.filter(({ kind, state }) => kind === 'report' && state === 'same').map(({ id }) => id),
  );
  const answers = useQueries({
    queries: reports.map((id) => ({
      queryKey: keys.report(id, language),
      queryFn: () => api.report(id),
      enabled: published.has(id),
      retry: false,
    })),
  });
  const results = new Map(
    reports.flatMap((id, index) => {
      const report = model.reports.get(id);
      if (published.has(id) && !answers[index]?.isError) {
        const data = answers[index]?.data;
        return data ? [[id, data] as const] : [];
      }
      return report ? [[id, sampleResult(report, language, model.organisation.currency)] as const] : [];
    }),
  );
  const newest = Math.max(opened, ...answers.map(({ dataUpdatedAt }) => dataUpdatedAt));
  const data: DashboardData = {
    asOf: new Date(newest).toISOString(),
    tiles: Object.fromEntries(
      dashboard.tiles.flatMap(({ id, report }) => {
        const result = report === null ? undefined : results.get(report);
        return result ? [[id, result]] : [];
      }),
    ),
  };
  const sample = reports.some((id) => !published.has(id));
  return (
    <>
      <p className="s-preview-note">{sample ? t('preview.sample') : t('preview.real')}</p>
      <Scaled width={pageWidth}>
        <DashboardPreview {...frame} dashboard={dashboard} data={data} />
      </Scaled>
    </>
  );
}
