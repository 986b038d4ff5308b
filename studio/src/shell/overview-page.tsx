import { Icon, PageHeader } from '@tenon/runtime/preview';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import {
  AddDocumentDialog,
  hrefOf,
  iconOfKind,
  orderedKinds,
  StateMark,
  useDraft,
  useDraftStore,
  useKindName,
  useLabelOf,
} from '../documents/index.ts';

/** Where the studio begins: what is in the configuration, and what the draft changes. */
export function OverviewPage() {
  const { t } = useTranslation();
  const { documents, live } = useDraft();
  const kindName = useKindName();
  const [adding, setAdding] = useState<string>();
  const kinds = orderedKinds(documents.map(({ kind }) => kind));
  return (
    <div className="t-page">
      <PageHeader
        title={t('overview.title')}
        below={t('overview.below', {
          count: documents.filter(({ state }) => state !== 'removed').length,
          live,
        })}
      />
      <Changes />
      <h2 className="s-heading">{t('overview.parts')}</h2>
      <ul className="s-cards">
        {kinds.map((kind) => {
          const own = documents.filter((document) => document.kind === kind && document.state !== 'removed');
          return (
            <li key={kind} className="s-card">
              <div className="s-card-head">
                <Icon name={iconOfKind(kind)} />
                <h3>{kindName(kind, true)}</h3>
                <span className="s-count">{own.length}</span>
              </div>
              <p className="t-muted">{t(`kindHelp.${kind}`, { defaultValue: '' })}</p>
              <p className="s-card-links">
                {own.slice(0, 4).map((document) => (
                  <DocumentLink key={document.key} document={document} />
                ))}
                {own.length > 4 && (
                  <span className="t-muted">{t('overview.more', { count: own.length - 4 })}</span>
                )}
                {own.length === 0 && (
                  <Button type="link" size="small" className="t-plain-link" onClick={() => setAdding(kind)}>
                    {t('documents.addOf', { kind: kindName(kind) })}
                  </Button>
                )}
              </p>
            </li>
          );
        })}
      </ul>
      {adding !== undefined && <AddDocumentDialog kind={adding} onClose={() => setAdding(undefined)} />}
    </div>
  );
}

function DocumentLink({
  document,
}: {
  readonly document: { readonly kind: string; readonly id: string; readonly content: string };
}) {
  const labelOf = useLabelOf();
  return <Link to={hrefOf(document)}>{labelOf(document)}</Link>;
}

function Changes() {
  const { t } = useTranslation();
  const { documents } = useDraft();
  const store = useDraftStore();
  const navigate = useNavigate();
  const kindName = useKindName();
  const changed = documents.filter(({ state }) => state !== 'same');
  if (changed.length === 0) return <p className="s-hint">{t('overview.unchanged')}</p>;
  return (
    <section className="t-panel s-changes">
      <div className="t-panel-head">
        <h2>{t('overview.changes')}</h2>
        <span className="t-inline">
          <Popconfirm
            title={t('overview.discardAll')}
            description={t('overview.discardAllHint')}
            okText={t('overview.discard')}
            cancelText={t('app.cancel')}
            onConfirm={() => void store.reset()}
          >
            <Button size="small">{t('overview.discardAll')}</Button>
          </Popconfirm>
          <Button size="small" type="primary" onClick={() => void navigate('/review')}>
            {t('review.open')}
          </Button>
        </span>
      </div>
      <ul>
        {changed.map((document) => (
          <li key={document.key} className="s-change-line">
            <StateMark state={document.state} />
            <DocumentLink document={document} />
            <span className="t-muted">{kindName(document.kind)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
