import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReleaseBody } from '@tenon/model';
import { PageSkeleton } from '@tenon/runtime/preview';
import { Alert, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText, useStudioApi } from '../api/index.ts';
import { ProblemLine, problemKey } from '../problems/index.ts';
import { ChangeList } from '../review/change-list.tsx';
import { ConversionCard } from '../review/conversion-card.tsx';
import { TableChanges } from '../review/table-changes.tsx';
import { isUnderWay, useConversion } from '../review/use-conversions.ts';

export interface RollbackDialogProps {
  readonly release: ReleaseBody;
  readonly onClose: () => void;
  readonly onDone: (made: ReleaseBody) => void;
}

/** What going back would change, before it is done. */
export function RollbackDialog({ release, onClose, onDone }: RollbackDialogProps) {
  const { t } = useTranslation();
  const api = useStudioApi();
  const errorText = useErrorText();
  const [note, setNote] = useState('');
  const plan = useQuery({
    queryKey: ['rollback-plan', release.number],
    queryFn: async () => api.plan((await api.releaseDocuments(release.number)).map(({ content }) => content)),
    gcTime: 0,
    retry: false,
  });
  const rollback = useMutation({
    mutationFn: () => api.rollback(release.number, note.trim() === '' ? undefined : note.trim()),
    onSuccess: onDone,
  });
  const error = plan.error ?? rollback.error;
  const conversion = useConversion(rollback.isPending);
  return (
    <Modal
      open
      width={720}
      title={t('history.rollbackTitle', { number: release.number })}
      okText={t('history.rollback')}
      okButtonProps={{ disabled: !plan.data, loading: rollback.isPending }}
      cancelText={t('app.cancel')}
      onOk={() => rollback.mutate()}
      onCancel={onClose}
    >
      <p className="s-dialog-text">{t('history.rollbackHint')}</p>
      {error && (
        <Alert
          type="error"
          showIcon
          className="s-notice"
          title={t('history.rollbackFailed')}
          description={errorText(error)}
        />
      )}
      {conversion && isUnderWay(conversion) && <ConversionCard conversion={conversion} />}
      {plan.isPending && <PageSkeleton rows={4} />}
      {plan.data && (
        <div className="s-rollback">
          {plan.data.problems.map((problem) => (
            <ProblemLine key={problemKey(problem)} problem={problem} />
          ))}
          <ChangeList changes={plan.data.changes} />
          {plan.data.tables.length > 0 && (
            <section className="t-panel">
              <h3>{t('review.tables')}</h3>
              <TableChanges tables={plan.data.tables} />
            </section>
          )}
        </div>
      )}
      <label className="t-caption" htmlFor="rollback-note">
        {t('review.note')}
      </label>
      <Input id="rollback-note" value={note} onChange={(event) => setNote(event.target.value)} />
    </Modal>
  );
}
