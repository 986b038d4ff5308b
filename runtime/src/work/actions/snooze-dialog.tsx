import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api-client/index.ts';
import { formatMoment } from '../../theme/index.ts';
import { useWorkspace } from '../../workspace/index.ts';
import { momentOfInput, type SnoozeChoice, snoozeTimes } from './snooze-times.ts';
import type { TaskDialogProps } from './task-action-dialog.tsx';
import { useEachTask } from './use-each-task.ts';

const choices: readonly SnoozeChoice[] = ['hour1', 'hour3', 'tomorrow', 'nextWeek'];

export function SnoozeDialog({ tasks, onClose, onDone }: TaskDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const { locale } = useWorkspace();
  const [written, setWritten] = useState('');
  const [refused, setRefused] = useState(false);
  const each = useEachTask();
  // Counted from the opening: what is chosen is what was read.
  const [opened] = useState(() => new Date().toISOString());
  const times = snoozeTimes(opened, locale.timeZone);

  const snooze = (until: string) =>
    each.mutate({
      tasks,
      act: ({ id, version }) => api.work.snooze(id, { until, version }),
      said: t('task.snoozed', { when: formatMoment(until, locale) }),
      onDone: () => {
        onDone();
        onClose();
      },
    });
  const snoozeWritten = () => {
    const until = momentOfInput(written, locale.timeZone);
    if (until !== undefined && Date.parse(until) > Date.now()) snooze(until);
    else setRefused(true);
  };
  return (
    <Modal open title={t('task.snooze')} onCancel={onClose} footer={null} width={420}>
      <div className="t-choices">
        {choices.map((choice) => (
          <Button
            key={choice}
            block
            className="t-choice"
            disabled={each.isPending}
            onClick={() => snooze(times[choice])}
          >
            <span>{t(`task.${choice}`)}</span>
            <span className="t-muted">{formatMoment(times[choice], locale)}</span>
          </Button>
        ))}
      </div>
      <label className="t-caption" htmlFor="snooze-until">
        {t('task.pickTime')}
      </label>
      <div className="t-inline">
        <Input
          id="snooze-until"
          type="datetime-local"
          value={written}
          status={refused ? 'error' : ''}
          aria-describedby={refused ? 'snooze-refused' : undefined}
          onChange={(event) => {
            setWritten(event.target.value);
            setRefused(false);
          }}
        />
        <Button type="primary" loading={each.isPending} disabled={written === ''} onClick={snoozeWritten}>
          {t('task.snooze')}
        </Button>
      </div>
      {refused && (
        <p id="snooze-refused" className="t-field-error">
          {t('task.pastTime')}
        </p>
      )}
    </Modal>
  );
}
