import type { TaskBody } from '@tenon/model';
import { Alert, Button, Input } from 'antd';
import { Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type FormValues, type PlacedErrors, RecordForm, type Titles } from '../forms/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { type Outcome, type OutcomeDraft, outcomeForm } from './outcome-draft.ts';

export interface OutcomePanelProps {
  readonly task: TaskBody;
  readonly outcomes: readonly Outcome[];
  readonly draft: OutcomeDraft;
  readonly titles: Titles;
  readonly onDraft: (draft: OutcomeDraft) => void;
  readonly onComplete: (values: FormValues) => void;
  readonly refusal: 'outcome' | 'note' | undefined;
  readonly errors: PlacedErrors;
  readonly pending: boolean;
  /** Which button was pressed last. */
  readonly onPress: (next: boolean) => void;
}

export const outcomeFormId = 'outcome';
const noteId = 'outcome-note';

/** What came of it: an outcome, its fields, a note. */
export function OutcomePanel(props: OutcomePanelProps) {
  const { outcomes, draft, onDraft, refusal, errors, pending, onPress } = props;
  const { t } = useTranslation();
  const { label } = useLanguage();
  const chosen = outcomes.find(({ id }) => id === draft.outcome);
  return (
    <section className="t-panel t-outcome" aria-label={t('task.outcome')}>
      <h2 id="outcome-heading">{t('task.chooseOutcome')}</h2>
      <div className="t-outcomes" role="radiogroup" aria-labelledby="outcome-heading">
        {outcomes.map((outcome) => (
          <label key={outcome.id} className="t-outcome-choice" data-chosen={outcome.id === draft.outcome}>
            <input
              type="radio"
              name="outcome"
              value={outcome.id}
              checked={outcome.id === draft.outcome}
              onChange={() => onDraft({ ...draft, outcome: outcome.id })}
            />
            <span
              className="t-dot"
              style={{ background: `var(--t-color-${outcome.color}, ${outcome.color || 'currentColor'})` }}
              aria-hidden
            />
            <span className="t-outcome-text">
              {label(outcome.label, outcome.id)}
              {outcome.hint !== undefined && <span className="t-muted">{label(outcome.hint)}</span>}
            </span>
          </label>
        ))}
      </div>
      {refusal === 'outcome' && (
        <p className="t-field-error" role="alert">
          {t('task.outcomeNeeded')}
        </p>
      )}
      {chosen && chosen.fields.length > 0 && (
        <Suspense>
          <OutcomeFields key={chosen.id} {...props} outcome={chosen} />
        </Suspense>
      )}
      {chosen && chosen.note !== 'none' && (
        <div className="t-field" data-invalid={refusal === 'note'}>
          <label className="t-caption" htmlFor={noteId}>
            {t('task.note')}
            {chosen.note === 'required' && (
              <span className="t-required" aria-hidden>
                *
              </span>
            )}
          </label>
          <Input.TextArea
            id={noteId}
            autoSize={{ minRows: 2, maxRows: 8 }}
            placeholder={t('task.noteHint')}
            value={draft.note}
            required={chosen.note === 'required'}
            status={refusal === 'note' ? 'error' : ''}
            onChange={(event) => onDraft({ ...draft, note: event.target.value })}
          />
          {refusal === 'note' && (
            <p className="t-field-error" role="alert">
              {t('task.noteNeeded')}
            </p>
          )}
        </div>
      )}
      {errors.rest.map((message) => (
        <Alert key={message} type="error" showIcon title={message} />
      ))}
      <div className="t-outcome-buttons">
        <Button type="primary" loading={pending} onClick={() => onPress(true)}>
          {t('task.completeNext')}
        </Button>
        <Button disabled={pending} onClick={() => onPress(false)}>
          {t('task.complete')}
        </Button>
        <kbd className="t-keys">Ctrl ↵</kbd>
      </div>
    </section>
  );
}

function OutcomeFields({
  outcome,
  task,
  draft,
  titles,
  onDraft,
  onComplete,
  errors,
  pending,
}: OutcomePanelProps & { readonly outcome: Outcome }) {
  const form = useMemo(() => outcomeForm(outcome), [outcome]);
  const fields = useMemo(() => outcome.fields.map(({ field }) => field), [outcome]);
  return (
    <RecordForm
      id={outcomeFormId}
      form={form}
      entity={task.entity}
      fields={fields}
      required={outcome.fields.filter(({ required }) => required).map(({ field }) => field.id)}
      values={draft.values}
      titles={titles}
      errors={errors.fields}
      disabled={pending}
      onChange={(values) => onDraft({ ...draft, values })}
      onSubmit={onComplete}
    />
  );
}
