import { type AppConfig, appConfigFor, formFor, systemAccess } from '@tenon/model';
import { createRecordLookup, EmptyState, FormPreview, PageSkeleton } from '@tenon/runtime/preview';
import { type ReactNode, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStudioApi } from '../api/index.ts';
import { type DraftDocument, useDraft } from '../documents/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { useCompilation } from '../problems/index.ts';
import { useSession } from '../shell/session-context.tsx';
import { ListAdvice } from './list-advice.tsx';
import { LiveDashboard } from './live-dashboard.tsx';
import { LiveView } from './live-view.tsx';
import { dashboardOf } from './report-dashboard.ts';

const previewed = ['entity', 'form', 'view', 'report', 'dashboard'];

/** Whether documents of a kind can be looked at before they are published. */
export const hasPreview = (kind: string): boolean => previewed.includes(kind);

/** The document as the app will show it, by the app's own renderer. */
export function Preview({ document }: { readonly document: DraftDocument }) {
  const { t } = useTranslation();
  const { severityOf } = useCompilation();
  const config = useDraftConfig();
  const frame = usePreviewFrame(config);
  const { model, registry } = useCompilation();
  const { kind, id } = document;
  const form =
    kind === 'form'
      ? config.forms[id]
      : kind === 'entity' && model.entities.has(id)
        ? config.forms[formIdOf(model, id)]
        : undefined;
  const formEntity = form && config.entities[form.entity];
  const entity = kind === 'entity' ? model.entities.get(id) : undefined;
  const report = kind === 'report' ? model.reports.get(id) : undefined;
  const dashboard =
    kind === 'dashboard' ? config.dashboards[id] : report && dashboardOf(report, registry.tileTypes.all());
  const view = kind === 'view' ? config.views[id] : undefined;
  const drawn: ReactNode =
    form && formEntity ? (
      <div className="s-preview-sheet">
        {kind === 'entity' && form.id.startsWith('$') && (
          <p className="s-preview-note">{t('preview.defaultForm')}</p>
        )}
        {/* A changed form starts anew, so that its conditions are seen from the beginning. */}
        <FormPreview key={JSON.stringify(form)} form={form} entity={formEntity} {...frame} />
      </div>
    ) : dashboard ? (
      <LiveDashboard dashboard={dashboard} frame={frame} />
    ) : view ? (
      <LiveView view={view} frame={frame} />
    ) : undefined;
  if (drawn === undefined) {
    const waits = hasPreview(kind) && severityOf(document) === 'error';
    return waits ? (
      <EmptyState title={t('preview.unsound')} />
    ) : (
      <EmptyState title={t('preview.none')} hint={t('preview.noneHint')} />
    );
  }
  return (
    <div className="s-preview">
      {entity && (
        <ListAdvice
          query={{
            entity: id,
            sort: entity.sort.map(({ field: { path }, direction }) => ({ field: path, direction })),
          }}
        />
      )}
      <Suspense fallback={<PageSkeleton rows={4} />}>{drawn}</Suspense>
    </div>
  );
}

function formIdOf(model: ReturnType<typeof useCompilation>['model'], entity: string): string {
  const found = model.entities.get(entity);
  return found ? formFor(model.forms.values(), found, 'create').id : '';
}

/** The configuration as it would be after publishing, seen with every right. */
function useDraftConfig(): AppConfig {
  const { model } = useCompilation();
  const { live } = useDraft();
  return useMemo(() => appConfigFor(model, systemAccess(model), live), [model, live]);
}

function usePreviewFrame(config: AppConfig) {
  const api = useStudioApi();
  const { registry } = useCompilation();
  const { language } = useLanguage();
  const { user } = useSession();
  return useMemo(
    () => ({
      registry,
      config,
      language,
      user,
      lookup: createRecordLookup(api.runtime, config),
      read: api.runtime.records.read,
    }),
    [api, registry, config, language, user],
  );
}
export type PreviewFrame = ReturnType<typeof usePreviewFrame>;
