import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SavedViewBody, SavedViewContent } from '@tenon/model';
import { App, Button, Dropdown, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { keys, useApi } from '../api-client/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { DownOutlined, SaveOutlined } from '../pages/icons.tsx';
import { useErrorText } from '../pages/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { SavedViewDialog } from './saved-view-dialog.tsx';
import { configured, type List } from './use-list.ts';

/** Which view of the entity is shown: those of the configuration, the reader's own, and shared ones. */
export function ViewChoice({ list }: { readonly list: List }) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const navigate = useNavigate();
  const { config } = useWorkspace();
  const { entity, view, savedViews, current } = list;
  const views = Object.values(config.views).filter((other) => other.entity === entity.id);
  if (views.length < 2 && savedViews.length === 0) return null;
  const home = view ? `view:${view.id}` : 'entity';
  const option = ({ id, name, isDefault }: SavedViewBody) => ({
    value: `saved:${id}`,
    label: isDefault ? `${name} · ${t('views.isDefault')}` : name,
  });
  const personal = savedViews.filter(({ sharing }) => sharing === 'nobody');
  const shared = savedViews.filter(({ sharing }) => sharing !== 'nobody');
  const hasDefault = savedViews.some((one) => one.isDefault && one.view === (view?.id ?? null));
  const go = (choice: string) => {
    const saved = savedViews.find(({ id }) => choice === `saved:${id}`);
    const id = saved ? saved.view : choice.startsWith('view:') ? choice.slice(5) : null;
    const path = id === null ? `/entities/${entity.id}` : `/views/${id}`;
    const search = saved ? `?saved=${saved.id}` : hasDefault ? `?saved=${configured}` : '';
    void navigate(`${path}${search}`);
  };
  return (
    <Select
      size="small"
      variant="filled"
      aria-label={t('records.views')}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      value={current ? `saved:${current.id}` : home}
      onChange={go}
      options={[
        {
          label: t('views.configured'),
          options: [
            ...(view ? [] : [{ value: 'entity', label: label(entity.labelPlural, entity.id) }]),
            ...views.map(({ id, label: text }) => ({ value: `view:${id}`, label: label(text, id) })),
          ],
        },
        ...(personal.length > 0 ? [{ label: t('views.mine'), options: personal.map(option) }] : []),
        ...(shared.length > 0 ? [{ label: t('views.shared'), options: shared.map(option) }] : []),
      ]}
    />
  );
}

/** Keeps what differs, and what else can be done with the saved view that is shown. */
export function SavedViewActions({ list }: { readonly list: List }) {
  const { t } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const text = useErrorText();
  const { modal, message } = App.useApp();
  const [dialog, setDialog] = useState<'new' | 'edit'>();
  const { entity, view, address, current, savedViews } = list;
  const stands = { entity: entity.id, view: view?.id ?? null };
  const again = () => queries.invalidateQueries({ queryKey: keys.savedViews(entity.id) });
  const failed = (error: unknown) => void message.error(text(error));
  const save = useMutation({
    mutationFn: ({ id, version }: SavedViewBody) =>
      api.savedViews.change(id, version, { content: contentOf(list) }),
    onSuccess: async ({ id }) => {
      await again();
      address.startFrom(id);
      void message.success(t('views.saved'));
    },
    onError: failed,
  });
  const setDefault = (savedView: string | null) =>
    api.savedViews.setDefault({ ...stands, savedView }).then(again, failed);
  const remove = (gone: SavedViewBody) =>
    void modal.confirm({
      title: t('views.removeAsk', { name: gone.name }),
      content: t('views.removeHint'),
      okText: t('views.remove'),
      cancelText: t('app.cancel'),
      okButtonProps: { danger: true },
      onOk: async () => {
        try {
          await api.savedViews.remove(gone.id);
          address.startFrom(undefined);
          await Promise.all([again(), queries.invalidateQueries({ queryKey: keys.favourites })]);
          void message.success(t('views.removed'));
        } catch (error) {
          failed(error);
        }
      },
    });
  const standing = savedViews.find((one) => one.isDefault && one.view === stands.view);
  const items = [
    ...(address.modified
      ? [{ key: 'discard', label: t('views.discard'), onClick: () => address.startFrom(current?.id) }]
      : []),
    { key: 'new', label: t('views.saveAs'), onClick: () => setDialog('new') },
    ...(current?.mine ? [{ key: 'edit', label: t('views.rename'), onClick: () => setDialog('edit') }] : []),
    ...(current && !current.isDefault
      ? [{ key: 'default', label: t('views.makeDefault'), onClick: () => void setDefault(current.id) }]
      : []),
    ...(standing
      ? [{ key: 'plain', label: t('views.unmakeDefault'), onClick: () => void setDefault(null) }]
      : []),
    {
      key: 'link',
      label: t('views.copyLink'),
      onClick: () =>
        void navigator.clipboard
          .writeText(location.href)
          .then(() => message.success(t('views.linkCopied')), failed),
    },
    ...(current?.mine
      ? [{ key: 'remove', danger: true, label: t('views.remove'), onClick: () => remove(current) }]
      : []),
  ];
  return (
    <>
      {address.modified && (
        <Button
          icon={<SaveOutlined />}
          loading={save.isPending}
          onClick={() => (current?.mine ? save.mutate(current) : setDialog('new'))}
        >
          {t(current?.mine ? 'views.saveChanges' : 'views.save')}
        </Button>
      )}
      <Dropdown trigger={['click']} menu={{ items }}>
        <Button type="text" aria-label={t('views.menu')} icon={<DownOutlined />} />
      </Dropdown>
      {dialog && (
        <SavedViewDialog
          stands={stands}
          content={contentOf(list)}
          {...(dialog === 'edit' && current ? { view: current } : {})}
          onClose={() => setDialog(undefined)}
          onSaved={async (id) => {
            setDialog(undefined);
            await again();
            if (dialog === 'new') address.startFrom(id);
            void message.success(t('views.saved'));
          }}
        />
      )}
    </>
  );
}

/** What is shown, to be kept. Parts that nobody touched stay as configured. */
function contentOf({ address }: List): SavedViewContent {
  const { columns, filter, sort, state } = address.state;
  return {
    ...(columns === undefined ? {} : { columns }),
    ...(filter === undefined ? {} : { filter }),
    ...(sort === undefined ? {} : { sort }),
    ...(state === undefined ? {} : { state }),
  };
}
