import { useQueryClient } from '@tanstack/react-query';
import type { EntityConfig, RecordBody } from '@tenon/model';
import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../api-client/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { FieldCell } from '../registry/index.ts';
import type { Conflict } from './use-save-record.ts';

export interface ConflictDialogProps {
  readonly entity: EntityConfig;
  readonly conflict: Conflict;
  readonly saving: boolean;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}

/** What the other person changed, beside what this one wanted. */
export function ConflictDialog({ entity, conflict, saving, onKeepMine, onTakeTheirs }: ConflictDialogProps) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const queries = useQueryClient();
  const { mine, base, theirs } = conflict;
  const changed = entity.fields.filter(
    ({ id, system }) =>
      (!system || id === 'owner') &&
      (JSON.stringify(theirs[id] ?? null) !== JSON.stringify(base[id] ?? null) || Object.hasOwn(mine, id)),
  );
  const by = titleOf(theirs, 'updated_by') ?? t('records.conflictSomebody');
  const takeTheirs = () => {
    void queries.invalidateQueries({ queryKey: keys.records(entity.id) });
    onTakeTheirs();
  };
  return (
    <Modal
      open
      title={t('records.conflict')}
      width={640}
      onCancel={takeTheirs}
      footer={
        <>
          <Button onClick={takeTheirs}>{t('records.conflictTakeTheirs')}</Button>
          <Button type="primary" danger loading={saving} onClick={onKeepMine}>
            {t('records.conflictKeepMine')}
          </Button>
        </>
      }
    >
      <p>{t('records.conflictHint', { name: by })}</p>
      <div className="t-scroll">
        <table className="t-table">
          <thead>
            <tr>
              <th scope="col">{t('records.conflictField')}</th>
              <th scope="col">{t('records.conflictTheirs')}</th>
              <th scope="col">{t('records.conflictMine')}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map((field) => (
              <tr key={field.id}>
                <td>{label(field.label, field.id)}</td>
                <td>
                  <FieldCell field={field} value={theirs[field.id]} {...titled(theirs, field.id)} plain />
                </td>
                <td>
                  {Object.hasOwn(mine, field.id) ? (
                    <FieldCell field={field} value={mine[field.id]} plain />
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  );
}

function titled(record: RecordBody, field: string): { title?: string | readonly string[] } {
  const title = record.$titles?.[field];
  return title === undefined ? {} : { title };
}

function titleOf(record: RecordBody, field: string): string | undefined {
  const title = record.$titles?.[field];
  return typeof title === 'string' ? title : undefined;
}
