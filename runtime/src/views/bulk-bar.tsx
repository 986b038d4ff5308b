import type { Expression } from '@tenon/documents';
import type { BulkRequest, EntityConfig } from '@tenon/model';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../pages/index.ts';
import { formatNumber } from '../theme/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { BulkEditDialog } from './bulk-edit-dialog.tsx';
import { useBulk } from './use-bulk.ts';

/** What a bulk change is about, and how many records that is. */
export type BulkTarget = Pick<BulkRequest, 'ids' | 'match'> & { readonly size: number };

export interface BulkBarProps {
  readonly entity: EntityConfig;
  readonly ids: readonly string[];
  /** All that the list is about, where that is more than what is chosen. */
  readonly matching?: {
    readonly count: { readonly value: number; readonly exact: boolean };
    readonly where: Expression | undefined;
    readonly search: string;
  };
  readonly onDone: () => void;
}

/** What can be done to the records that are chosen, or to all that match. */
export function BulkBar({ entity, ids, matching, onDone }: BulkBarProps) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const { locale } = useWorkspace();
  const text = useErrorText();
  const [editing, setEditing] = useState(false);
  const [wantsAll, setWantsAll] = useState(false);
  const bulk = useBulk(entity.id, onDone);
  const all = wantsAll && matching !== undefined;
  const figure = matching ? formatNumber(matching.count.value, locale) : '';
  const target: BulkTarget = all
    ? {
        size: matching.count.value,
        match: {
          count: matching.count.value,
          ...(matching.where === undefined ? {} : { where: matching.where }),
          ...(matching.search.trim() === '' ? {} : { search: matching.search.trim() }),
        },
      }
    : { size: ids.length, ids };
  const { size, ...about } = target;
  const askDelete = () =>
    void modal.confirm({
      title: t('records.deleteBulkAsk', { count: size }),
      content: t('records.deleteHint'),
      okText: t('records.delete'),
      cancelText: t('app.cancel'),
      okButtonProps: { danger: true },
      onOk: () =>
        bulk
          .mutateAsync({ action: 'delete', ...about })
          .catch((error: unknown) => void message.error(text(error))),
    });
  return (
    <div className="t-list-bar" data-active="true">
      <span>
        {all ? t('views.matchingSelected', { figure }) : t('records.selected', { count: ids.length })}
      </span>
      {/* Only an exact count can be agreed upon. */}
      {matching?.count.exact && (
        <Button size="small" type="link" onClick={() => setWantsAll(!all)}>
          {all ? t('views.onlyLoaded') : t('views.selectMatching', { figure })}
        </Button>
      )}
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
        <BulkEditDialog entity={entity} target={target} onClose={() => setEditing(false)} onDone={onDone} />
      )}
    </div>
  );
}
