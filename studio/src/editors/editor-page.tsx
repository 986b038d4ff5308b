import {
  CodeOutlined,
  CopyOutlined,
  DeleteOutlined,
  EditOutlined,
  EyeOutlined,
  FormatPainterOutlined,
  MoreOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import { type DocumentRef, formatDocument, readDocument } from '@tenon/documents';
import { EmptyState, Icon } from '@tenon/runtime/preview';
import { Alert, App, Button, Dropdown, Tooltip } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import {
  AddDocumentDialog,
  type DraftDocument,
  iconOfKind,
  StateMark,
  useDraftDocument,
  useDraftStore,
  useKindName,
  useLabelOf,
} from '../documents/index.ts';
import { hasPreview, Preview } from '../preview/index.ts';
import { useCompilation } from '../problems/index.ts';
import { type ReferenceContext, SchemasProvider } from '../references/index.ts';
import { NotFoundPage } from '../shell/not-found-page.tsx';
import { JsonPane } from './json-pane.tsx';
import { type Pane, usePanes } from './use-panes.ts';
import { VisualPane } from './visual-pane.tsx';

/** One document: visual editor, JSON and live preview over one draft. */
export function EditorPage() {
  const { t } = useTranslation();
  const { kind = '', id = '' } = useParams();
  const document = useDraftDocument({ kind, id });
  if (!document) return <NotFoundPage title={t('document.notFound', { id })} />;
  return (
    <SchemasProvider>
      <DocumentEditor key={document.key} document={document} />
    </SchemasProvider>
  );
}

function DocumentEditor({ document }: { readonly document: DraftDocument }) {
  const { t } = useTranslation();
  const { kind, content, state } = document;
  const store = useDraftStore();
  const { panes, toggle } = usePanes(hasPreview(kind));
  const { model, registry } = useCompilation();
  const read = useMemo(() => readDocument(content), [content]);
  // While the text is no JSON, references go on from what it last said.
  const [sound, setSound] = useState(read.value);
  if (read.value !== undefined && read.value !== sound) setSound(read.value);
  const value = read.value ?? sound;
  const reference = useMemo<ReferenceContext>(
    () => ({ kind, document: value, model, registry }),
    [kind, value, model, registry],
  );
  const edit = (text: string) => store.edit(document, text);

  return (
    <div className="s-editor">
      <EditorHeader document={document} panes={panes} onToggle={toggle} />
      <Notices document={document} />
      {state === 'removed' ? (
        <EmptyState
          title={t('document.removed')}
          hint={t('document.removedHint')}
          action={
            <Button type="primary" onClick={() => store.revert(document)}>
              {t('document.restore')}
            </Button>
          }
        />
      ) : (
        <div className="s-panes" data-count={panes.length}>
          {panes.includes('visual') && (
            <section className="s-pane s-pane-visual" aria-label={t('pane.visual')}>
              <VisualPane
                document={document}
                reference={reference}
                broken={read.value === undefined ? read.problems[0] : undefined}
                onChange={(change) => {
                  const newest = readDocument(store.contentOf(document) ?? '').value;
                  edit(formatDocument(change(newest ?? value)));
                }}
              />
            </section>
          )}
          {panes.includes('json') && (
            <section className="s-pane s-pane-json" aria-label={t('pane.json')}>
              <JsonPane document={document} reference={reference} onChange={edit} />
            </section>
          )}
          {panes.includes('preview') && (
            <section className="s-pane s-pane-preview" aria-label={t('pane.preview')} tabIndex={0}>
              <Preview document={document} />
            </section>
          )}
        </div>
      )}
    </div>
  );
}

const paneIcons = { visual: <EditOutlined />, json: <CodeOutlined />, preview: <EyeOutlined /> } as const;

function EditorHeader({
  document,
  panes,
  onToggle,
}: {
  readonly document: DraftDocument;
  readonly panes: readonly Pane[];
  readonly onToggle: (pane: Pane) => void;
}) {
  const { t } = useTranslation();
  const store = useDraftStore();
  const kindName = useKindName();
  const labelOf = useLabelOf();
  const { message } = App.useApp();
  const [copying, setCopying] = useState(false);
  const { kind, id, content, state } = document;
  const format = () => {
    const { value } = readDocument(content);
    if (value === undefined) void message.warning(t('document.cannotFormat'));
    else store.edit(document, formatDocument(value));
  };
  return (
    <header className="s-editor-head">
      <Icon name={iconOfKind(kind)} />
      <div className="s-editor-title">
        <h1>{labelOf(document)}</h1>
        <span className="t-muted">
          {kindName(kind)} · <code>{id}</code>
        </span>
      </div>
      <StateMark state={state} />
      <div className="s-editor-actions">
        <fieldset className="s-toggles" aria-label={t('pane.choose')}>
          {(['visual', 'json', ...(hasPreview(kind) ? (['preview'] as const) : [])] as const).map((pane) => (
            <Tooltip key={pane} title={t(`pane.${pane}Hint`)}>
              <Button
                size="small"
                type="text"
                icon={paneIcons[pane]}
                aria-pressed={panes.includes(pane)}
                className="s-toggle"
                onClick={() => onToggle(pane)}
              >
                {t(`pane.${pane}`)}
              </Button>
            </Tooltip>
          ))}
        </fieldset>
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              {
                key: 'format',
                icon: <FormatPainterOutlined />,
                label: t('document.format'),
                onClick: format,
              },
              {
                key: 'copy',
                icon: <CopyOutlined />,
                label: t('document.copy'),
                onClick: () => setCopying(true),
              },
              {
                key: 'revert',
                icon: <UndoOutlined />,
                label: t('document.revert'),
                disabled: state !== 'changed',
                onClick: () => store.revert(document),
              },
              { type: 'divider' },
              {
                key: 'remove',
                icon: <DeleteOutlined />,
                danger: true,
                label: t('document.remove'),
                disabled: state === 'removed',
                onClick: () => store.edit(document, null),
              },
            ],
          }}
        >
          <Button size="small" type="text" aria-label={t('document.more')} icon={<MoreOutlined />} />
        </Dropdown>
      </div>
      {copying && <AddDocumentDialog kind={kind} copyOf={id} onClose={() => setCopying(false)} />}
    </header>
  );
}

/** What stands between the document and the saved draft. */
function Notices({ document }: { readonly document: DraftDocument }) {
  const { t } = useTranslation();
  const store = useDraftStore();
  const ref: DocumentRef = { kind: document.kind, id: document.id };
  return (
    <>
      {document.theirs !== undefined && (
        <Alert
          type="warning"
          showIcon
          className="s-notice"
          title={document.theirs === null ? t('document.removedByOthers') : t('document.changedByOthers')}
          description={t('document.notLost')}
          action={
            <div className="s-stack">
              <Button size="small" type="primary" onClick={() => store.settle(ref, 'mine')}>
                {t('document.keepMine')}
              </Button>
              <Button size="small" onClick={() => store.settle(ref, 'theirs')}>
                {t('document.takeTheirs')}
              </Button>
            </div>
          }
        />
      )}
      {document.refused !== undefined && (
        <Alert
          type="error"
          showIcon
          className="s-notice"
          title={t('document.refused')}
          description={document.refused}
        />
      )}
    </>
  );
}
