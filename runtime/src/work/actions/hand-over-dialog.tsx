import { useQuery } from '@tanstack/react-query';
import { Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys, useApi } from '../../api-client/index.ts';
import { LoadError } from '../../pages/index.ts';
import { useWorkspace } from '../../workspace/index.ts';
import type { TaskDialogProps } from './task-action-dialog.tsx';
import { useEachTask } from './use-each-task.ts';

interface HandOver {
  readonly operator: string;
  readonly note?: string;
}

export function HandOverDialog({ tasks, onClose, onDone }: TaskDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const { user } = useWorkspace();
  const [form] = Form.useForm<HandOver>();
  const each = useEachTask();
  const taskType = tasks[0]?.taskType ?? '';
  const operators = useQuery({
    queryKey: keys.operators(taskType),
    queryFn: () => api.work.operators(taskType),
  });
  const others = (operators.data ?? []).filter(
    ({ id }) => tasks.some(({ operator }) => operator?.id !== id) || id !== user.id,
  );

  const handOver = ({ operator, note }: HandOver) =>
    each.mutate({
      tasks,
      act: ({ id, version }) => api.work.handOver(id, { operator, version, ...(note ? { note } : {}) }),
      said: t('task.handedOver', { name: others.find(({ id }) => id === operator)?.name ?? '' }),
      onDone: () => {
        onDone();
        onClose();
      },
    });
  return (
    <Modal
      open
      title={t('task.handOver')}
      okText={t('task.handOver')}
      cancelText={t('app.cancel')}
      confirmLoading={each.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={440}
    >
      {operators.isError && <LoadError error={operators.error} onRetry={() => void operators.refetch()} />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={handOver}>
        <Form.Item
          name="operator"
          label={t('task.handOverTo')}
          rules={[{ required: true, message: t('task.handOverNeeded') }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={operators.isPending}
            autoFocus
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="note" label={t('task.note')}>
          <Input.TextArea rows={3} placeholder={t('task.noteHint')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
