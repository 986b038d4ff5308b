import { DownloadOutlined, RollbackOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { documentPath } from '@tenon/documents';
import type { ReleaseBody } from '@tenon/model';
import { EmptyState, formatMoment, PageHeader, PageSkeleton } from '@tenon/runtime/preview';
import { Alert, App, Button, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useParams } from 'react-router';
import { keys, useErrorText, useStudioApi } from '../api/index.ts';
import { useDraftStore } from '../documents/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { ChangeList } from '../review/change-list.tsx';
import { ConversionCard } from '../review/conversion-card.tsx';
import { useConversion } from '../review/use-conversions.ts';
import { useSession } from '../shell/session-context.tsx';
import { RollbackDialog } from './rollback-dialog.tsx';

/** Every release, what it changed against the one before, and the way back. */
export function HistoryPage() {
  const { t } = useTranslation();
  const { number } = useParams();
  const api = useStudioApi();
  const errorText = useErrorText();
  const releases = useQuery({ queryKey: keys.releases, queryFn: api.releases });
  const conversion = useConversion();
  if (releases.isPending) return <PageSkeleton />;
  if (releases.isError)
    return (
      <div className="t-page">
        <Alert type="error" showIcon title={t('app.loadFailed')} description={errorText(releases.error)} />
      </div>
    );
  const chosen = releases.data.find((release) => String(release.number) === number) ?? releases.data[0];
  return (
    <div className="t-page">
      <PageHeader title={t('history.title')} below={t('history.below')} />
      {conversion && <ConversionCard key={conversion.id} conversion={conversion} />}
      {chosen ? (
        <div className="s-history">
          <nav aria-label={t('history.releases')}>
            <ul className="s-releases">
              {releases.data.map((release) => (
                <li key={release.number}>
                  <ReleaseLink release={release} current={release === chosen} />
                </li>
              ))}
            </ul>
          </nav>
          <Release key={chosen.number} release={chosen} />
        </div>
      ) : (
        <EmptyState title={t('history.none')} hint={t('history.noneHint')} />
      )}
    </div>
  );
}

function useWhen(): (iso: string) => string {
  const { language } = useLanguage();
  const { user } = useSession();
  return (iso) =>
    formatMoment(iso, { language, timeZone: user.timeZone || 'UTC', currency: 'USD', phoneRegion: 'US' });
}

function ReleaseLink({ release, current }: { readonly release: ReleaseBody; readonly current: boolean }) {
  const { t } = useTranslation();
  const when = useWhen();
  return (
    <NavLink
      to={`/history/${release.number}`}
      className={current ? 's-release-link active' : 's-release-link'}
    >
      <span className="s-release-line">
        <strong>{t('history.release', { number: release.number })}</strong>
        {release.live && (
          <Tag color="green" style={{ color: 'var(--ant-color-success)' }}>
            {t('history.live')}
          </Tag>
        )}
      </span>
      {release.note !== '' && <span className="s-release-note">{release.note}</span>}
      <span className="t-muted">
        {when(release.at)} · {release.by?.name ?? t('history.system')}
      </span>
    </NavLink>
  );
}

function Release({ release }: { readonly release: ReleaseBody }) {
  const { t } = useTranslation();
  const api = useStudioApi();
  const queries = useQueryClient();
  const store = useDraftStore();
  const when = useWhen();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const changes = useQuery({
    queryKey: keys.releaseChanges(release.number),
    queryFn: () => api.releaseChanges(release.number),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const download = async () => {
    try {
      const documents = await api.releaseDocuments(release.number);
      const files = documents.map((document) => ({
        path: documentPath(document),
        content: document.content,
      }));
      save(
        `release-${release.number}.json`,
        `${JSON.stringify({ release: release.number, files }, null, 2)}\n`,
      );
    } catch (error) {
      void message.error(errorText(error));
    }
  };
  return (
    <section className="s-release-page" aria-label={t('history.release', { number: release.number })}>
      <div className="s-release-head">
        <div>
          <h2>
            {t('history.release', { number: release.number })}
            {release.rollbackOf !== null && (
              <span className="t-muted"> · {t('history.rollbackOf', { number: release.rollbackOf })}</span>
            )}
          </h2>
          <p className="t-muted">
            {when(release.at)} · {release.by?.name ?? t('history.system')} ·{' '}
            {t('history.documents', { count: release.documents })}
          </p>
          {release.note !== '' && <p>{release.note}</p>}
        </div>
        <div className="t-inline">
          <Button icon={<DownloadOutlined />} onClick={() => void download()}>
            {t('history.download')}
          </Button>
          {!release.live && (
            <Button icon={<RollbackOutlined />} onClick={() => setAsking(true)}>
              {t('history.rollback')}
            </Button>
          )}
        </div>
      </div>
      <h3>{t('history.changes')}</h3>
      {changes.isPending && <PageSkeleton rows={4} />}
      {changes.isError && (
        <Alert type="error" showIcon title={t('app.loadFailed')} description={errorText(changes.error)} />
      )}
      {changes.data &&
        (changes.data.length === 0 ? (
          <p className="s-hint">{t('history.noChanges')}</p>
        ) : (
          <ChangeList changes={changes.data} />
        ))}
      {asking && (
        <RollbackDialog
          release={release}
          onClose={() => setAsking(false)}
          onDone={(made) => {
            setAsking(false);
            void message.success(t('history.rolledBack', { number: made.number }));
            void queries.invalidateQueries();
            store.refresh().catch(() => undefined);
          }}
        />
      )}
    </section>
  );
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
