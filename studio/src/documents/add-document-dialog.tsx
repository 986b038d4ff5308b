import { type DocumentRef, formatDocument, readDocument } from '@tenon/documents';
import { Icon } from '@tenon/runtime/preview';
import { Form, Input, Modal, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useLanguage } from '../i18n/index.ts';
import { useCompilation } from '../problems/index.ts';
import { useDraft, useDraftStore } from './draft-context.tsx';
import { useEntityAtHand } from './entity-at-hand.ts';
import { hrefOf, iconOfKind, orderedKinds } from './kinds.ts';
import { idFrom, pluralOf } from './names.ts';
import { isAboutAnEntity, starterOf } from './starter.ts';
import { useKindName, useLabelOf } from './use-label-of.ts';

const idPattern = /^[a-z][a-z0-9_]{0,47}$/;

/** An id from the name; where the name's script gives none, one from the kind that is still free. */
function idOf(name: string, kind: string, documents: readonly DocumentRef[]): string {
  const own = idFrom(name);
  if (own !== '' || name.trim() === '') return own;
  const taken = new Set(documents.filter((one) => one.kind === kind).map(({ id }) => id));
  for (let number = 1; ; number += 1) {
    const free = `${idFrom(kind)}_${number}`;
    if (!taken.has(free)) return free;
  }
}

export interface AddDocumentDialogProps {
  readonly kind?: string;
  /** Id of a document of that kind to start from. */
  readonly copyOf?: string;
  readonly onClose: () => void;
}

/** A new document: its kind, name and id, and what to start from. */
export function AddDocumentDialog({ kind: given, copyOf, onClose }: AddDocumentDialogProps) {
  const { t } = useTranslation();
  const { language, label: said } = useLanguage();
  const { documents } = useDraft();
  const store = useDraftStore();
  const { model, registry } = useCompilation();
  const navigate = useNavigate();
  const kindName = useKindName();
  const labelOf = useLabelOf();
  const [kind, setKind] = useState(given ?? 'entity');
  const [name, setName] = useState('');
  const [ownId, setOwnId] = useState<string>();
  const [source, setSource] = useState<string | undefined>(copyOf);
  const [plural, setPlural] = useState<string>();
  const atHand = useEntityAtHand(model);
  const [entity, setEntity] = useState(atHand);
  const [viewType, setViewType] = useState('table');
  const siblings = documents.filter((document) => document.kind === kind && document.state !== 'removed');
  const id = ownId ?? idOf(name, kind, documents);
  const taken = siblings.some((document) => document.id === id);
  const fault =
    id === '' ? undefined : taken ? t('add.taken') : idPattern.test(id) ? undefined : t('add.badId');
  const ready = id !== '' && fault === undefined;

  const add = () => {
    if (!ready) return;
    const label = name.trim() === '' ? id : { [language]: name.trim() };
    const several = { labelPlural: { [language]: plural?.trim() || pluralOf(name, language) } };
    const original = siblings.find((document) => document.id === source);
    const copied = original && readDocument(original.content).value;
    const document =
      typeof copied === 'object' && copied !== null
        ? { ...copied, id, label }
        : starterOf({ kind, id, label, entity, viewType, ...several }, model, registry);
    store.edit({ kind, id }, formatDocument(document));
    onClose();
    void navigate(hrefOf({ kind, id }));
  };

  return (
    <Modal
      open
      title={t('add.title')}
      okText={t('add.create')}
      cancelText={t('app.cancel')}
      okButtonProps={{ disabled: !ready, htmlType: 'submit', form: 'add-document' }}
      onCancel={onClose}
    >
      <Form id="add-document" layout="vertical" requiredMark={false} onFinish={add}>
        <Form.Item label={t('add.kind')} htmlFor="add-kind">
          <Select
            // Every kind at sight: what has to be scrolled to is not found.
            listHeight={520}
            id="add-kind"
            value={kind}
            onChange={(next) => {
              setKind(next);
              setSource(undefined);
            }}
            options={orderedKinds([])
              .filter((one) => one !== 'organisation' || !documents.some((document) => document.kind === one))
              .map((one) => ({
                value: one,
                label: (
                  <span className="s-option">
                    <Icon name={iconOfKind(one)} /> {kindName(one)}
                  </span>
                ),
              }))}
          />
          <p className="t-field-help">{t(`kindHelp.${kind}`)}</p>
        </Form.Item>
        {source === undefined && isAboutAnEntity(kind) && (
          <Form.Item label={t('add.entity')} htmlFor="add-entity">
            <Select
              id="add-entity"
              showSearch={{ optionFilterProp: 'search' }}
              value={entity === '' ? undefined : entity}
              onChange={setEntity}
              options={[...model.entities.values()]
                .map((one) => ({ value: one.id, search: said(one.label, one.id), own: !one.builtIn }))
                .toSorted((a, b) => Number(b.own) - Number(a.own) || a.search.localeCompare(b.search))
                .map(({ value, search }) => ({ value, search, label: search }))}
            />
          </Form.Item>
        )}
        {source === undefined && kind === 'view' && (
          <Form.Item label={t('add.viewType')}>
            <Segmented
              block
              className="s-view-types"
              value={viewType}
              onChange={setViewType}
              options={registry.viewTypes.all().map(({ id: value, label, icon }) => ({
                value,
                icon: <Icon name={icon} />,
                label: said(label, value),
              }))}
            />
          </Form.Item>
        )}
        <Form.Item label={t('add.name')} htmlFor="add-name">
          <Input id="add-name" autoFocus value={name} onChange={(event) => setName(event.target.value)} />
        </Form.Item>
        {source === undefined && kind === 'entity' && language === 'en' && (
          <Form.Item label={t('add.plural')} htmlFor="add-plural">
            <Input
              id="add-plural"
              value={plural ?? pluralOf(name, language)}
              onChange={(event) => setPlural(event.target.value)}
            />
          </Form.Item>
        )}
        <Form.Item
          label={t('add.id')}
          htmlFor="add-id"
          {...(fault !== undefined && { validateStatus: 'error' as const, help: fault })}
          extra={t('add.idHelp')}
        >
          <Input
            id="add-id"
            className="s-mono"
            value={id}
            onChange={(event) => setOwnId(event.target.value)}
          />
        </Form.Item>
        {siblings.length > 0 && (
          <Form.Item label={t('add.from')}>
            <Segmented
              value={source === undefined ? 'example' : 'copy'}
              onChange={(value) => setSource(value === 'copy' ? siblings[0]?.id : undefined)}
              options={[
                { value: 'example', label: t('add.example') },
                { value: 'copy', label: t('add.copy') },
              ]}
            />
            {source !== undefined && (
              <Select
                className="s-below"
                aria-label={t('add.copy')}
                value={source}
                onChange={setSource}
                options={siblings.map((document) => ({ value: document.id, label: labelOf(document) }))}
              />
            )}
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
