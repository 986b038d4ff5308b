import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WorkbenchBody } from '@tenon/model';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ApiError, keys, useApi } from '../api-client/index.ts';
import type { FormValues } from '../forms/index.ts';
import { taskHref } from '../work/task-row.tsx';
import { dropDraft, type OutcomeDraft } from './outcome-draft.ts';

export interface Completion {
  readonly draft: OutcomeDraft;
  readonly values: FormValues;
  readonly seconds: number;
  /** Go on with the next best task. */
  readonly next: boolean;
}

/** Sends the outcome; on success the next task opens, or the work list. What was typed stays until then. */
export function useComplete({ task }: WorkbenchBody) {
  const { t } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: ({ draft, values, seconds }: Completion) =>
      api.work.complete(task.id, {
        outcome: draft.outcome ?? '',
        version: task.version,
        key: draft.key,
        seconds,
        values,
        ...(draft.note.trim() === '' ? {} : { note: draft.note.trim() }),
      }),
    onSuccess: async (_, { next }) => {
      dropDraft(task.id);
      void queries.invalidateQueries({ queryKey: keys.records(task.entity) });
      void queries.invalidateQueries({ queryKey: keys.work });
      if (!next) {
        void message.success(t('task.completed'));
        await navigate('/');
        return;
      }
      const best = await api.work.tasks({ scope: 'mine', state: 'open', limit: 2 }).catch(() => undefined);
      const following = best?.items.find(({ id }) => id !== task.id);
      void message.success(following || !best ? t('task.completed') : t('task.allDone'));
      await navigate(following ? taskHref(following.id) : '/');
    },
    onError: (error) => {
      if (!(error instanceof ApiError) || error.status !== 409) return;
      void message.warning(t('task.changed'));
      void queries.invalidateQueries({ queryKey: keys.task(task.id) });
    },
  });
}
