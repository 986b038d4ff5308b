import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { EntityConfig, FormConfig } from '@tenon/model';
import type { BrowserRegistry, Locale } from '@tenon/plugin-api';
import { Modal, Skeleton } from 'antd';
import { Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys, useApi, type Values } from '../api-client/index.ts';
import { formFor, isEmpty } from '../forms/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { EditForm } from '../records/edit-form.tsx';
import { useRegistry } from '../registry/index.ts';
import { recordTitle, useWorkspace } from '../workspace/index.ts';
import type { QuickCreateRequest } from './quick-create.ts';

/** What a new record cannot do without, over the page. */
export function QuickCreateForm({
  request: { entity, text },
  onClose,
}: {
  readonly request: QuickCreateRequest;
  readonly onClose: QuickCreateRequest['done'];
}) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const registry = useRegistry();
  const api = useApi();
  const queries = useQueryClient();
  const { config, locale } = useWorkspace();
  const form = useMemo(() => needed(formFor(config, entity, 'create'), entity), [config, entity]);
  const [values, setValues] = useState<Values>(() => startOf(entity, text, registry, locale));
  const create = useMutation({
    mutationFn: (entered: Values) =>
      api.records.create(
        entity.id,
        Object.fromEntries(Object.entries(entered).filter(([, value]) => !isEmpty(value))),
      ),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: keys.records(entity.id) });
      onClose({ id: made.id, title: recordTitle(made, entity.titleField) });
    },
  });
  return (
    <Modal
      open
      footer={null}
      title={t('quickCreate.title', { entity: label(entity.label, entity.id) })}
      onCancel={() => onClose(undefined)}
    >
      <Suspense fallback={<Skeleton active />}>
        <EditForm
          id={`quick-create-${entity.id}`}
          entity={entity}
          form={form}
          base={null}
          values={values}
          error={create.error}
          pending={create.isPending}
          submitText={t('quickCreate.create')}
          onChange={setValues}
          onSubmit={(entered) => create.mutate(entered)}
          onCancel={() => onClose(undefined)}
        />
      </Suspense>
    </Modal>
  );
}

/** What must be filled in, perhaps by condition, and what people call the record; the rest can wait. */
function needed(form: FormConfig, entity: EntityConfig): FormConfig {
  const required = new Set(entity.fields.filter(({ required: must }) => must).map(({ id }) => id));
  const wanted = new Set([entity.titleField, entity.constraints.recordTypes?.field]);
  const sections = form.sections
    .map((section) => ({
      ...section,
      columns: 1,
      fields: section.fields.filter(
        ({ field, required: condition }) =>
          required.has(field) || wanted.has(field) || condition !== undefined,
      ),
    }))
    .filter(({ fields }) => fields.length > 0);
  return sections.length === 0 ? form : { ...form, sections };
}

/** Defaults, and what was looked for as the name where words are due. */
function startOf(
  entity: EntityConfig,
  text: string,
  { fieldTypes }: Pick<BrowserRegistry, 'fieldTypes'>,
  locale: Locale,
): Values {
  const values: Record<string, unknown> = {};
  for (const { id, default: value } of entity.fields)
    if (value !== undefined && value !== null) values[id] = value;
  const title = entity.fields.find(({ id }) => id === entity.titleField);
  const type = title && fieldTypes.get(title.type);
  if (!title || !type || title.readOnly || type.valueType(title.options).kind !== 'text') return values;
  const name = type.parse(text.trim(), title.options, locale);
  if (name.ok && !isEmpty(name.value)) values[title.id] = name.value;
  return values;
}
