import { useMutation, useQuery } from '@tanstack/react-query';
import type { SavedViewBody, SavedViewContent, Sharing } from '@tenon/model';
import { Alert, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../api-client/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { useErrorText } from '../pages/index.ts';
import { useWorkspace } from '../workspace/index.ts';

export interface SavedViewDialogProps {
  readonly stands: { readonly entity: string; readonly view: string | null };
  readonly content: SavedViewContent;
  /** The one whose name and sharing change; a new one is made when absent. */
  readonly view?: SavedViewBody;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => Promise<void>;
}
type Audience = 'nobody' | 'everybody' | 'roles';

/** What a saved view is called and who sees it. */
export function SavedViewDialog({ stands, content, view, onClose, onSaved }: SavedViewDialogProps) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const api = useApi();
  const text = useErrorText();
  const { can } = useWorkspace();
  const offered = useQuery({
    queryKey: ['roles'],
    enabled: can('share_views'),
    queryFn: () => api.savedViews.roles(),
  });
  const before = view?.sharing ?? 'nobody';
  const [name, setName] = useState(view?.name ?? '');
  const [audience, setAudience] = useState<Audience>(typeof before === 'string' ? before : 'roles');
  const [roles, setRoles] = useState<readonly string[]>(typeof before === 'string' ? [] : before.roles);
  const sharing: Sharing = audience === 'roles' ? { roles } : audience;
  const save = useMutation({
    mutationFn: () =>
      view
        ? api.savedViews.change(view.id, view.version, { name, sharing })
        : api.savedViews.create({ ...stands, name, content, sharing }),
    onSuccess: ({ id }) => onSaved(id),
  });
  return (
    <Modal
      open
      title={t(view ? 'views.rename' : 'views.saveAs')}
      okText={t('app.save')}
      cancelText={t('app.cancel')}
      okButtonProps={{ disabled: name.trim() === '' || (audience === 'roles' && roles.length === 0) }}
      confirmLoading={save.isPending}
      onCancel={onClose}
      onOk={() => save.mutate()}
    >
      <div className="t-stack">
        {save.error && <Alert type="error" showIcon title={text(save.error)} />}
        <div className="t-field">
          <label className="t-caption" htmlFor="saved-view-name">
            {t('views.name')}
          </label>
          <Input
            id="saved-view-name"
            autoFocus
            maxLength={120}
            value={name}
            onChange={({ target }) => setName(target.value)}
            onPressEnter={() => name.trim() !== '' && save.mutate()}
          />
        </div>
        {can('share_views') && (
          <div className="t-field">
            <span className="t-caption" id="saved-view-sharing">
              {t('views.sharing')}
            </span>
            <Radio.Group
              aria-labelledby="saved-view-sharing"
              value={audience}
              onChange={({ target }) => setAudience(target.value as Audience)}
              options={(['nobody', 'everybody', 'roles'] as const).map((one) => ({
                value: one,
                label: t(`views.${one}`),
              }))}
            />
            {audience === 'roles' && (
              <Select
                mode="multiple"
                aria-label={t('views.rolesLabel')}
                value={[...roles]}
                onChange={(chosen: string[]) => setRoles(chosen)}
                options={(offered.data ?? []).map(({ id, label: name }) => ({
                  value: id,
                  label: label(name, id),
                }))}
                loading={offered.isPending}
              />
            )}
          </div>
        )}
      </div>
    </Modal>
  );
}
