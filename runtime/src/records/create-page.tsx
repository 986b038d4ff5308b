import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { EntityConfig } from '@tenon/model';
import { App } from 'antd';
import { Suspense, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { keys, useApi, type Values } from '../api-client/index.ts';
import { formFor, isEmpty, UnsavedGuard } from '../forms/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { NotFoundPage, PageHeader, PageSkeleton } from '../pages/index.ts';
import { recordHref, useWorkspace } from '../workspace/index.ts';
import { EditForm } from './edit-form.tsx';

/** A new record; values in the address fill it in beforehand. */
export function CreatePage() {
  const { entity: id = '' } = useParams();
  const { config } = useWorkspace();
  const { t } = useTranslation();
  const { label } = useLanguage();
  const entity = config.entities[id];
  if (!entity?.actions.includes('create')) return <NotFoundPage />;
  return (
    <div className="t-page" key={id}>
      <PageHeader title={t('records.new', { entity: label(entity.label, id) })} />
      <div className="t-panel t-form-page">
        <Suspense fallback={<PageSkeleton rows={5} />}>
          <CreateForm entity={entity} />
        </Suspense>
      </div>
    </div>
  );
}

function CreateForm({ entity }: { readonly entity: EntityConfig }) {
  const { t } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { config } = useWorkspace();
  const [params] = useSearchParams();
  const form = useMemo(() => formFor(config, entity, 'create'), [config, entity]);
  const [start] = useState<Values>(() => startValues(entity, params));
  const [values, setValues] = useState<Values>(start);
  const done = useRef(false);
  const create = useMutation({
    mutationFn: (entered: Values) => api.records.create(entity.id, entered),
    onSuccess: ({ id }) => {
      done.current = true;
      void queries.invalidateQueries({ queryKey: keys.records(entity.id) });
      void message.success(t('records.created'));
      void navigate(recordHref(entity.id, id), { replace: true });
    },
  });
  const isUnsaved = () => !done.current && JSON.stringify(values) !== JSON.stringify(start);
  return (
    <>
      <UnsavedGuard isUnsaved={isUnsaved} />
      <EditForm
        id="create"
        entity={entity}
        form={form}
        values={values}
        error={create.error}
        pending={create.isPending}
        submitText={t('form.create')}
        onChange={setValues}
        onSubmit={(entered) =>
          create.mutate(Object.fromEntries(Object.entries(entered).filter(([, value]) => !isEmpty(value))))
        }
        onCancel={() => void navigate(-1)}
      />
    </>
  );
}

/** Defaults of the fields, then what the address says about fields that exist. */
function startValues(entity: EntityConfig, params: URLSearchParams): Values {
  const values: Record<string, unknown> = {};
  for (const field of entity.fields) {
    const given = params.get(field.id);
    if (given !== null && field.relation)
      values[field.id] = field.relation.cardinality === 'one' ? given : [given];
    else if (field.default !== undefined && field.default !== null) values[field.id] = field.default;
  }
  return values;
}
