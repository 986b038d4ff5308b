import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { EntityConfig, FieldConfig, MergeBody, RecordBody } from '@tenon/model';
import { Alert, App, Button, Checkbox, Modal, Radio, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys, useApi } from '../api-client/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { LoadError, useErrorText } from '../pages/index.ts';
import { FieldCell } from '../registry/index.ts';
import { recordTitle, useWorkspace } from '../workspace/index.ts';
import { choosable, chosenValues, differs, firstChoices, fullest } from './choices.ts';
import { useUndoMerge } from './use-undo-merge.ts';

const toastSeconds = 10;

/** Field by field: which record stays, which values it gets, and what comes along. */
export function MergeDialog({
  entity,
  records,
  onClose,
}: {
  readonly entity: EntityConfig;
  readonly records: readonly RecordBody[];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const api = useApi();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const text = useErrorText();
  const undo = useUndoMerge(entity.id);
  const [survivor, setSurvivor] = useState(() => fullest(entity, records));
  const [choices, setChoices] = useState(() => firstChoices(entity, records, survivor));
  const [onlyDifferences, setOnlyDifferences] = useState(true);
  const fields = choosable(entity).filter((field) => !onlyDifferences || differs(field, records));
  const request = {
    with: records.map(({ id }) => id).filter((id) => id !== survivor),
    values: chosenValues(choices, survivor),
  };
  const preview = useQuery({
    queryKey: [...keys.merges(entity.id, survivor), 'preview', request],
    queryFn: () => api.duplicates.merge(entity.id, survivor, { ...request, preview: true }),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
  const merge = useMutation({
    mutationFn: () => api.duplicates.merge(entity.id, survivor, request),
    onSuccess: ({ merge: done }) => {
      void queries.invalidateQueries({ queryKey: keys.records(entity.id) });
      const key = `merge:${done}`;
      void message.success({
        key,
        duration: toastSeconds,
        content: (
          <>
            {t('duplicates.merged')}{' '}
            <Button
              type="link"
              size="small"
              onClick={() => {
                message.destroy(key);
                if (done !== null) undo.mutate({ survivor, merge: done });
              }}
            >
              {t('duplicates.undo')}
            </Button>
          </>
        ),
      });
      onClose();
    },
    onError: (error) => void message.error(text(error)),
  });
  const keep = (id: string) => {
    setSurvivor(id);
    setChoices(firstChoices(entity, records, id));
  };
  const blocked = (preview.data?.conflicts.length ?? 0) > 0 || preview.isError;
  return (
    <Modal
      open
      width={Math.min(1040, 320 + records.length * 240)}
      title={t('duplicates.mergeTitle')}
      onCancel={onClose}
      okText={t('duplicates.doMerge')}
      cancelText={t('app.cancel')}
      okButtonProps={{ disabled: blocked || preview.isPending, loading: merge.isPending }}
      onOk={() => merge.mutate()}
    >
      <div className="t-merge-dialog">
        <p className="t-muted">{t('duplicates.mergeHint')}</p>
        <Checkbox checked={onlyDifferences} onChange={(event) => setOnlyDifferences(event.target.checked)}>
          {t('duplicates.onlyDifferences')}
        </Checkbox>
        <div className="t-scroll">
          <table className="t-table t-merge" data-many={records.length > 2 || undefined}>
            <thead>
              <tr>
                <th scope="col">{t('duplicates.field')}</th>
                {records.map((record) => (
                  <th key={record.id} scope="col">
                    <Radio
                      name="survivor"
                      checked={record.id === survivor}
                      onChange={() => keep(record.id)}
                      aria-label={t('duplicates.keepHint')}
                    >
                      {recordTitle(record, entity.titleField)}
                      {record.id === survivor && (
                        <span className="t-merge-keep"> · {t('duplicates.keep')}</span>
                      )}
                    </Radio>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => (
                <tr key={field.id} className={differs(field, records) ? 't-merge-differs' : undefined}>
                  <th scope="row">{label(field.label, field.id)}</th>
                  {records.map((record) => (
                    <td key={record.id}>
                      <Choice
                        field={field}
                        record={record}
                        checked={choices[field.id] === record.id}
                        onChoose={() => setChoices((all) => ({ ...all, [field.id]: record.id }))}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {preview.isPending && <Skeleton active paragraph={{ rows: 1 }} />}
        {preview.isError && <LoadError error={preview.error} onRetry={() => void preview.refetch()} />}
        {preview.data && <Preview body={preview.data} />}
      </div>
    </Modal>
  );
}

function Choice({
  field,
  record,
  checked,
  onChoose,
}: {
  readonly field: FieldConfig;
  readonly record: RecordBody;
  readonly checked: boolean;
  readonly onChoose: () => void;
}) {
  const { t } = useTranslation();
  const value = record[field.id] ?? null;
  const title = record.$titles?.[field.id];
  return (
    <Radio name={`merge-${field.id}`} checked={checked} onChange={onChoose}>
      {value === null ? (
        <span className="t-muted">{t('duplicates.empty_value')}</span>
      ) : (
        <FieldCell field={field} value={value} {...(title === undefined ? {} : { title })} plain />
      )}
    </Radio>
  );
}

const kinds = ['tasks', 'touchpoints', 'decisions', 'favourites'] as const;

function Preview({ body }: { readonly body: MergeBody }) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { config } = useWorkspace();
  const moved = [
    ...body.moves.map(({ entity, count }) => {
      const known = config.entities[entity];
      return `${count} ${label(count === 1 ? known?.label : known?.labelPlural, entity)}`;
    }),
    ...kinds.flatMap((kind) => {
      const count = body.other[kind] ?? 0;
      return count > 0 ? [t(`duplicates.${kind}`, { count })] : [];
    }),
  ];
  return (
    <div className="t-stack" aria-live="polite">
      <p>
        <strong>{t('duplicates.moves')}:</strong>{' '}
        {moved.length > 0 ? moved.join(' · ') : t('duplicates.movesNothing')}
      </p>
      {body.conflicts.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t('duplicates.conflicts')}
          description={
            <ul>
              {body.conflicts.map(({ pointer, message }) => (
                <li key={pointer + message}>{message}</li>
              ))}
            </ul>
          }
        />
      )}
    </div>
  );
}
