import {
  CloseCircleFilled,
  PlusOutlined,
  RightOutlined,
  SearchOutlined,
  WarningFilled,
} from '@ant-design/icons';
import { Icon } from '@tenon/runtime/preview';
import { Button, Input, Tooltip } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import { useCompilation } from '../problems/index.ts';
import { useDraft } from './draft-context.tsx';
import type { DraftDocument } from './draft-store.ts';
import { hrefOf, iconOfKind, orderedKinds } from './kinds.ts';
import { StateMark } from './state-mark.tsx';
import { useKindName, useLabelOf } from './use-label-of.ts';

const closedKey = 'tenon.studio.closed-kinds';

export interface DocumentTreeProps {
  readonly onAdd: (kind?: string) => void;
  /** A document was chosen; closes the drawer on a phone. */
  readonly onFollow?: () => void;
}

/** Every document of the draft by kind: searchable, with marks for changes and problems. */
export function DocumentTree({ onAdd, onFollow }: DocumentTreeProps) {
  const { t } = useTranslation();
  const { documents } = useDraft();
  const { severityOf } = useCompilation();
  const labelOf = useLabelOf();
  const kindName = useKindName();
  const { pathname } = useLocation();
  const [search, setSearch] = useState('');
  const [closed, setClosed] = useState<ReadonlySet<string>>(readClosed);
  const wanted = search.trim().toLowerCase();
  const groups = useMemo(() => {
    const matches = documents
      .map((document) => ({ document, label: labelOf(document) }))
      .filter(({ document, label }) => `${label} ${document.id}`.toLowerCase().includes(wanted))
      .sort((a, b) => a.label.localeCompare(b.label));
    return orderedKinds(documents.map(({ kind }) => kind)).map((kind) => ({
      kind,
      entries: matches.filter(({ document }) => document.kind === kind),
    }));
  }, [documents, labelOf, wanted]);
  const tree = useRef<HTMLElement>(null);
  // The document on screen stays in sight, however it was opened.
  useEffect(() => {
    if (pathname.startsWith('/documents/'))
      tree.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
  }, [pathname]);
  const toggle = (kind: string) => {
    const next = new Set(closed);
    if (!next.delete(kind)) next.add(kind);
    localStorage.setItem(closedKey, JSON.stringify([...next]));
    setClosed(next);
  };

  return (
    <>
      <div className="s-tree-head">
        <Input
          size="small"
          allowClear
          type="search"
          prefix={<SearchOutlined aria-hidden />}
          placeholder={t('documents.search')}
          aria-label={t('documents.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Tooltip title={t('documents.add')}>
          <Button
            size="small"
            type="primary"
            aria-label={t('documents.add')}
            icon={<PlusOutlined />}
            onClick={() => onAdd()}
          />
        </Tooltip>
      </div>
      <nav ref={tree} className="s-tree" aria-label={t('documents.title')}>
        {groups.map(({ kind, entries }) => {
          if (wanted !== '' && entries.length === 0) return null;
          const open = wanted !== '' || !closed.has(kind) || pathname.startsWith(`/documents/${kind}/`);
          return (
            <section key={kind} className="s-tree-kind">
              <div className="s-tree-kind-head">
                <button type="button" aria-expanded={open} onClick={() => toggle(kind)}>
                  <RightOutlined className="s-tree-arrow" rotate={open ? 90 : 0} aria-hidden />
                  <Icon name={iconOfKind(kind)} />
                  <span className="s-tree-name">{kindName(kind, true)}</span>
                  <span className="s-count">{entries.length}</span>
                </button>
                <Tooltip title={t('documents.addOf', { kind: kindName(kind) })}>
                  <Button
                    type="text"
                    size="small"
                    className="s-tree-add"
                    aria-label={t('documents.addOf', { kind: kindName(kind) })}
                    icon={<PlusOutlined />}
                    onClick={() => onAdd(kind)}
                  />
                </Tooltip>
              </div>
              {open && (
                <ul>
                  {entries.map(({ document, label }) => (
                    <li key={document.key}>
                      <NavLink
                        to={hrefOf(document)}
                        className="s-tree-link"
                        data-state={document.state}
                        {...(onFollow && { onClick: onFollow })}
                      >
                        <span className="s-tree-name" title={`${label} · ${document.id}`}>
                          {label}
                        </span>
                        <Severity severity={severityOf(document)} />
                        <Attention document={document} />
                        <StateMark state={document.state} short />
                      </NavLink>
                    </li>
                  ))}
                </ul>
              )}
            </section>
          );
        })}
        {groups.every(({ entries }) => entries.length === 0) && (
          <p className="s-none">{t('documents.noMatch')}</p>
        )}
      </nav>
    </>
  );
}

function Severity({ severity }: { readonly severity: 'error' | 'warning' | undefined }) {
  const { t } = useTranslation();
  if (!severity) return null;
  const Sign = severity === 'error' ? CloseCircleFilled : WarningFilled;
  return (
    <span className={`s-severity s-severity-${severity}`} title={t(`problems.${severity}`)}>
      <Sign aria-hidden />
      <span className="t-sr">{t(`problems.${severity}`)}</span>
    </span>
  );
}

/** Not saved, and why: somebody else changed it, or the server refuses it. */
function Attention({ document }: { readonly document: DraftDocument }) {
  const { t } = useTranslation();
  const text = document.theirs !== undefined ? t('document.changedByOthers') : document.refused;
  if (text === undefined) return null;
  return (
    <span className="s-sign s-sign-removed" title={text}>
      <span aria-hidden>!</span>
      <span className="t-sr">{text}</span>
    </span>
  );
}

function readClosed(): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(closedKey) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.filter((kind) => typeof kind === 'string') : []);
  } catch {
    return new Set();
  }
}
