import { useMutation } from '@tanstack/react-query';
import type { EntityConfig } from '@tenon/model';
import { App, Drawer, Skeleton } from 'antd';
import { Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, type Values } from '../../api-client/index.ts';
import { formFor, isEmpty } from '../../forms/index.ts';
import { useLanguage } from '../../i18n/index.ts';
import { EditForm } from '../../records/edit-form.tsx';
import { useWorkspace } from '../../workspace/index.ts';

export interface CreateDialogProps {
  readonly entity: EntityConfig;
  /** What the place that was pointed at fills in: a column, a day. */
  readonly start: Values;
  readonly onDone: (went: boolean) => void;
}

/** The form of a new record, beside the view that it is to stand in. */
export function CreateDialog({ entity, start, onDone }: CreateDialogProps) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const api = useApi();
  const { message } = App.useApp();
  const { config } = useWorkspace();
  const form = useMemo(() => formFor(config, entity, 'create'), [config, entity]);
  const [values, setValues] = useState<Values>(() => ({ ...defaultsOf(entity), ...start }));
  const shown = new Set(form.sections.flatMap(({ fields }) => fields.map(({ field }) => field)));
  const create = useMutation({
    mutationFn: (entered: Values) => {
      // What the place says holds, whether the form shows it or not.
      const given = Object.entries(start).filter(([field]) => !shown.has(field));
      const filled = Object.entries({ ...entered, ...Object.fromEntries(given) });
      return api.records.create(entity.id, Object.fromEntries(filled.filter(([, value]) => !isEmpty(value))));
    },
    onSuccess: () => {
      void message.success(t('records.created'));
      onDone(true);
    },
  });
  return (
    <Drawer
      open
      size="min(560px, 100vw)"
      title={t('records.new', { entity: label(entity.label, entity.id) })}
      onClose={() => onDone(false)}
    >
      <Suspense fallback={<Skeleton active />}>
        <EditForm
          id="create-here"
          entity={entity}
          form={form}
          base={null}
          values={values}
          error={create.error}
          pending={create.isPending}
          submitText={t('form.create')}
          onChange={setValues}
          onSubmit={(entered) => create.mutate(entered)}
          onCancel={() => onDone(false)}
        />
      </Suspense>
    </Drawer>
  );
}

const defaultsOf = ({ fields }: EntityConfig): Values =>
  Object.fromEntries(
    fields.flatMap(({ id, default: value }) => (value === undefined || value === null ? [] : [[id, value]])),
  );
