import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TaskBody } from '@tenon/model';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api-client/index.ts';
import { useErrorText } from '../../pages/index.ts';

export interface EachTask {
  readonly act: (task: TaskBody) => Promise<unknown>;
  /** Said when all went well with one task. */
  readonly said: string;
  readonly onDone: () => void;
}

/** One after the other; what went wrong with some does not undo the rest, and is told. */
export function useEachTask() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const text = useErrorText();
  return useMutation({
    mutationFn: async ({ tasks, act }: { readonly tasks: readonly TaskBody[] } & EachTask) => {
      const failures: unknown[] = [];
      for (const task of tasks) {
        await act(task).catch((error: unknown) => failures.push(error));
      }
      return failures;
    },
    onSuccess: (failures, { tasks, said, onDone }) => {
      const done = tasks.length - failures.length;
      if (failures.length > 0) {
        void message.error(
          t('work.someFailed', { done, failed: failures.length, reason: text(failures[0]) }),
        );
      } else void message.success(tasks.length === 1 ? said : t('work.done', { count: done }));
      void queries.invalidateQueries({ queryKey: keys.work });
      if (done > 0) onDone();
    },
  });
}
