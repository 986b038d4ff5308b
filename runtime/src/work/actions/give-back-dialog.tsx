import { Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api-client/index.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useWorkspace } from '../../workspace/index.ts';
import type { TaskDialogProps } from './task-action-dialog.tsx';
import { useEachTask } from './use-each-task.ts';

interface GiveBack {
  readonly queue?: string;
  readonly note?: string;
}

export function GiveBackDialog({ tasks, onClose, onDone }: TaskDialogProps) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const api = useApi();
  const { config } = useWorkspace();
  const [form] = Form.useForm<GiveBack>();
  const each = useEachTask();
  const queues = Object.values(config.queues).filter(({ entity }) =>
    tasks.every((task) => task.entity === entity),
  );

  const giveBack = ({ queue, note }: GiveBack) =>
    each.mutate({
      tasks,
      act: ({ id, version }) =>
        api.work.giveBack(id, { version, ...(queue ? { queue } : {}), ...(note ? { note } : {}) }),
      said: t('task.returned'),
      onDone: () => {
        onDone();
        onClose();
      },
    });
  return (
    <Modal
      open
      title={t('task.giveBackTitle')}
      okText={t('task.giveBack')}
      cancelText={t('app.cancel')}
      confirmLoading={each.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={440}
    >
      <p className="t-muted">{t('task.giveBackHint')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={giveBack}>
        {queues.length > 0 && (
          <Form.Item name="queue" label={t('task.queue')}>
            <Select
              allowClear
              placeholder={t('task.queueDefault')}
              options={queues.map(({ id, label: text }) => ({ value: id, label: label(text, id) }))}
            />
          </Form.Item>
        )}
        <Form.Item name="note" label={t('task.note')}>
          <Input.TextArea rows={3} placeholder={t('task.noteHint')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
