import type { EntityConfig } from '@tenon/model';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../pages/index.ts';
import { BulkEditDialog } from './bulk-edit-dialog.tsx';
import { useBulk } from './use-bulk.ts';

/** What can be done to the records that are chosen. */
export function BulkBar({
  entity,
  ids,
  onDone,
}: {
  readonly entity: EntityConfig;
  readonly ids: readonly string[];
  readonly onDone: () => void;
}) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const text = useErrorText();
  const [editing, setEditing] = useState(false);
  const bulk = useBulk(entity.id, onDone);
  const askDelete = () =>
    void modal.confirm({
      title: t('records.deleteBulkAsk', { count: ids.length }),
      content: t('records.deleteHint'),
      okText: t('records.delete'),
      cancelText: t('app.cancel'),
      okButtonProps: { danger: true },
      onOk: () =>
        bulk
          .mutateAsync({ action: 'delete', ids })
          .catch((error: unknown) => void message.error(text(error))),
    });
  return (
    <div className="t-list-bar" data-active="true">
      <span>{t('records.selected', { count: ids.length })}</span>
      <span className="t-list-bar-actions">
        {entity.actions.includes('update') && (
          <Button size="small" onClick={() => setEditing(true)}>
            {t('records.bulkEdit')}
          </Button>
        )}
        {entity.actions.includes('delete') && (
          <Button size="small" danger onClick={askDelete}>
            {t('records.delete')}
          </Button>
        )}
      </span>
      {editing && (
        <BulkEditDialog entity={entity} ids={ids} onClose={() => setEditing(false)} onDone={onDone} />
      )}
    </div>
  );
}
