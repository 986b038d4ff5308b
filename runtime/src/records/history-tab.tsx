import { useInfiniteQuery } from '@tanstack/react-query';
import type { EntityConfig, HistoryEntry, RecordBody } from '@tenon/model';
import { App, Button, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys, useApi } from '../api-client/index.ts';
import { MergesList } from '../duplicates/index.ts';
import { useLocked } from '../forms/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { LoadError, useErrorText } from '../pages/index.ts';
import { useRegistry } from '../registry/index.ts';
import { formatMoment, formatRelative } from '../theme/index.ts';
import { useSourceText } from '../timeline/use-source-text.ts';
import { useWorkspace } from '../workspace/index.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { useSaveRecord } from './use-save-record.ts';

const actions = {
  create: 'records.historyCreate',
  update: 'records.historyUpdate',
  delete: 'records.historyDelete',
  restore: 'records.historyRestore',
} as const satisfies Record<HistoryEntry['action'], string>;

interface HistoryTabProps {
  readonly entity: EntityConfig;
  readonly record: RecordBody;
  readonly isDeleted: boolean;
}

/** Who changed what, newest first; each earlier value can be put back. */
export function HistoryTab({ entity, record, isDeleted }: HistoryTabProps) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const api = useApi();
  const [field, setField] = useState<string>();
  const [by, setBy] = useState<string>();
  const asked = { ...(field !== undefined && { field }), ...(by !== undefined && { by }) };
  const history = useInfiniteQuery({
    queryKey: keys.recordHistory(entity.id, record.id, asked),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => api.past.history(entity.id, record.id, asked, pageParam),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const entries = history.data?.pages.flatMap(({ items }) => items) ?? [];
  const [people, setPeople] = useState<ReadonlyMap<string, string>>(new Map());
  const met = entries.flatMap((entry) => (entry.by && entry.by.name !== '' ? [entry.by] : []));
  // Those who were met stay on offer when the list is narrowed to one of them.
  if (met.some(({ id }) => !people.has(id))) {
    setPeople(new Map([...people, ...met.map(({ id, name }) => [id, name] as const)]));
  }
  const filtered = field !== undefined || by !== undefined;
  const fields = entity.fields.filter(
    ({ system, id, relation }) => (!system || id === 'owner') && relation?.cardinality !== 'inverse',
  );
  return (
    <section className="t-panel" aria-label={t('records.history')}>
      <div className="t-past-filter">
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('history.field')}
          placeholder={t('history.anyField')}
          value={field}
          onChange={setField}
          options={fields.map(({ id, label: text }) => ({ value: id, label: label(text, id) }))}
        />
        <Select
          allowClear
          aria-label={t('history.person')}
          placeholder={t('history.anybody')}
          value={by}
          onChange={setBy}
          options={[...people].map(([value, name]) => ({ value, label: name }))}
        />
      </div>
      {history.isPending && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
      {history.isError && <LoadError error={history.error} onRetry={() => void history.refetch()} />}
      {history.data && entries.length === 0 && (
        <p className="t-muted">{filtered ? t('history.nothing') : t('records.historyEmpty')}</p>
      )}
      <MergesList entity={entity.id} id={record.id} />
      <ol className="t-history">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} entity={entity} record={record} isDeleted={isDeleted} />
        ))}
      </ol>
      {history.hasNextPage && (
        <div className="t-more">
          <Button loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {t('app.loadMore')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Entry({ entry, ...about }: HistoryTabProps & { readonly entry: HistoryEntry }) {
  const { t } = useTranslation();
  const { locale } = useWorkspace();
  const source = useSourceText()(entry);
  return (
    <li>
      <p className="t-history-head">
        <strong>{entry.by?.name ?? t('records.system')}</strong>
        <span>{t(actions[entry.action])}</span>
        <time dateTime={entry.at} title={formatMoment(entry.at, locale)} className="t-muted">
          {[formatRelative(entry.at, locale), ...(source === undefined ? [] : [source])].join(' · ')}
        </time>
      </p>
      {entry.changes.length > 0 && (
        <ul className="t-history-changes">
          {entry.changes.map((change) => (
            <li key={change.field}>
              <span className="t-muted">{change.label}: </span>
              {change.fromText !== '' && <span className="t-history-from">{change.fromText}</span>}{' '}
              {change.fromText !== '' && '→ '}
              {change.toText === '' ? (
                <span className="t-muted">{t('records.emptyText')}</span>
              ) : (
                change.toText
              )}
              {change.removed && <span className="t-mark">{t('history.gone')}</span>}
              {entry.action === 'update' && <PutBack change={change} {...about} />}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** Sets a field to what it was before a change: a write like any other, with its rules and its entry in the history. */
function PutBack({
  change: { field: id, label: name, from, fromText },
  entity,
  record,
  isDeleted,
}: HistoryTabProps & { readonly change: HistoryEntry['changes'][number] }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const text = useErrorText();
  const locked = useLocked(entity, record);
  const registry = useRegistry();
  const { save, conflict, dropConflict } = useSaveRecord(
    entity.id,
    () => void message.success(t('history.restored', { field: name })),
  );
  const field = entity.fields.find((one) => one.id === id);
  const writable =
    field &&
    !field.readOnly &&
    !locked.has(id) &&
    (!field.system || id === 'owner') &&
    // What lies sealed is shown by its end alone: there is nothing here to put back.
    registry.fieldTypes.get(field.type)?.secret !== true;
  const isAsNow = JSON.stringify(record[id] ?? null) === JSON.stringify(from ?? null);
  if (!writable || isDeleted || isAsNow || !entity.actions.includes('update')) return null;
  const what =
    fromText === ''
      ? t('history.restoreEmpty', { field: name })
      : t('history.restoreValue', { field: name, value: fromText });
  return (
    <>
      <Button
        type="link"
        size="small"
        className="t-put-back"
        aria-label={what}
        title={what}
        loading={save.isPending}
        onClick={() =>
          save.mutate(
            { base: record, values: { [id]: from } },
            { onError: (error) => void message.error(text(error)) },
          )
        }
      >
        {t('history.restore')}
      </Button>
      {conflict && (
        <ConflictDialog
          entity={entity}
          conflict={conflict}
          saving={save.isPending}
          onKeepMine={() =>
            save.mutate({ base: record, values: conflict.mine, version: conflict.theirs.version })
          }
          onTakeTheirs={dropConflict}
        />
      )}
    </>
  );
}
