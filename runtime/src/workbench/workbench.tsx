import type { WorkbenchBody } from '@tenon/model';
import { Alert } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { type FormValues, placeErrors } from '../forms/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { useErrorText } from '../pages/index.ts';
import { Timeline } from '../timeline/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { Facts } from './facts.tsx';
import { Markdown } from './markdown.tsx';
import { keepDraft, type OutcomeDraft, readDraft } from './outcome-draft.ts';
import { OutcomePanel, outcomeFormId } from './outcome-panel.tsx';
import { RelatedList } from './related-list.tsx';
import { useActiveTime } from './use-active-time.ts';
import { useComplete } from './use-complete.ts';

/** The body of the workbench: who this is on the left, what to do and what came of it on the right. */
export function Workbench({ bench }: { readonly bench: WorkbenchBody }) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { config } = useWorkspace();
  const { task } = bench;
  const type = config.taskTypes[task.taskType];
  const instructions = label(type?.instructions);
  const open = task.state === 'open' || task.state === 'in_progress';
  return (
    <div className="t-workbench">
      <div className="t-workbench-main">
        {type && type.facts.length > 0 && (
          <section className="t-panel" aria-label={t('task.facts')}>
            <h2>{t('task.facts')}</h2>
            <Facts columns={type.facts} record={bench.facts} />
          </section>
        )}
        {type?.lists.map((list) => (
          <RelatedList
            key={list.relation}
            title={label(list.label, list.relation)}
            entity={list.entity}
            columns={list.columns}
            page={bench.lists[list.relation] ?? { items: [], next: null }}
          />
        ))}
        <section className="t-panel" aria-label={t('task.timeline')}>
          <h2>{t('task.timeline')}</h2>
          <Timeline entity={task.entity} record={task.record} />
        </section>
      </div>
      <div className="t-workbench-side">
        {instructions !== '' && (
          <section className="t-panel" aria-label={t('task.instructions')}>
            <h2>{t('task.instructions')}</h2>
            <Markdown text={instructions} />
          </section>
        )}
        {open ? (
          <OutcomeArea key={task.id} bench={bench} />
        ) : (
          <Alert
            type="info"
            showIcon
            title={t('task.closedHint', { state: t(`task.state.${task.state}`) })}
          />
        )}
      </div>
    </div>
  );
}

/** Holds what is typed, checks it, and sends it once. */
function OutcomeArea({ bench }: { readonly bench: WorkbenchBody }) {
  const { task, record } = bench;
  const { config } = useWorkspace();
  const text = useErrorText();
  const location = useLocation();
  const [draft, setDraft] = useState<OutcomeDraft>(() => readDraft(task.id));
  const [refusal, setRefusal] = useState<'outcome' | 'note'>();
  const next = useRef(true);
  const seconds = useActiveTime();
  const complete = useComplete(bench);

  const allowed = (config.taskTypes[task.taskType]?.outcomes ?? []).filter(({ id }) =>
    bench.outcomes.includes(id),
  );
  const chosen = allowed.find(({ id }) => id === draft.outcome);
  const keep = (changed: OutcomeDraft) => {
    setDraft(changed);
    setRefusal(undefined);
    keepDraft(task.id, changed);
  };
  const send = (values: FormValues) =>
    complete.mutate({ draft, values, seconds: seconds(), next: next.current });
  const press = (goOn: boolean) => {
    next.current = goOn;
    if (!chosen) return setRefusal('outcome');
    if (chosen.note === 'required' && draft.note.trim() === '') return setRefusal('note');
    const element = document.getElementById(outcomeFormId);
    if (chosen.fields.length > 0 && element instanceof HTMLFormElement) element.requestSubmit();
    else send({});
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (!complete.isPending) press(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
  const toOutcome = (location.state as { complete?: boolean } | null)?.complete === true;
  useEffect(() => {
    if (toOutcome) document.querySelector<HTMLElement>('input[name="outcome"]')?.focus();
  }, [toOutcome]);

  const placed = complete.error
    ? placeErrors(complete.error, chosen?.fields.map(({ field }) => field.id) ?? [])
    : { fields: {}, rest: [] };
  const rest =
    complete.error && placed.rest.length === 0 && Object.keys(placed.fields).length === 0
      ? [text(complete.error)]
      : placed.rest;
  return (
    <OutcomePanel
      task={task}
      outcomes={allowed}
      draft={draft}
      titles={record.$titles ?? {}}
      onDraft={keep}
      onComplete={send}
      refusal={refusal}
      errors={{ fields: placed.fields, rest }}
      pending={complete.isPending}
      onPress={press}
    />
  );
}
