import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { EntityConfig, FormConfig } from '@tenon/model';
import { App, Tag } from 'antd';
import { Suspense, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { keys, useApi, type Values } from '../api-client/index.ts';
import { formFor, isEmpty, recordTypeOf, UnsavedGuard } from '../forms/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { NotFoundPage, PageHeader, PageSkeleton } from '../pages/index.ts';
import { recordHref, useWorkspace } from '../workspace/index.ts';
import { EditForm } from './edit-form.tsx';
import { RecordTypeChoice } from './record-types/record-type-choice.tsx';

/** A new record; values in the address fill it in beforehand. */
export function CreatePage() {
  const { entity: id = '' } = useParams();
  const { config } = useWorkspace();
  const { t } = useTranslation();
  const { label } = useLanguage();
  const [params] = useSearchParams();
  const entity = config.entities[id];
  const chosen = entity && chosenType(entity, params);
  if (!entity?.actions.includes('create')) return <NotFoundPage />;
  return (
    <div className="t-page" key={id}>
      <PageHeader
        title={t('records.new', { entity: label(entity.label, id) })}
        beside={chosen && <Tag>{label(chosen.label, chosen.id)}</Tag>}
      />
      <div className="t-panel t-form-page">
        <Suspense fallback={<PageSkeleton rows={5} />}>
          <TypedForm entity={entity} />
        </Suspense>
      </div>
    </div>
  );
}

/** Where there are several record types, the choice comes first; it stands in the address, so that going back asks again. */
function TypedForm({ entity }: { readonly entity: EntityConfig }) {
  const [params, setParams] = useSearchParams();
  const { recordTypes } = entity.constraints;
  const types = recordTypes?.types ?? [];
  const chosen = chosenType(entity, params);
  if (recordTypes && types.length > 1 && !chosen) {
    return (
      <RecordTypeChoice
        types={types}
        onPick={(type) => {
          const next = new URLSearchParams(params);
          next.set(recordTypes.field, type);
          setParams(next);
        }}
      />
    );
  }
  return <CreateForm key={chosen?.id ?? ''} entity={entity} />;
}

function chosenType({ constraints: { recordTypes } }: EntityConfig, params: URLSearchParams) {
  return recordTypes?.types.find(({ id }) => id === params.get(recordTypes.field));
}

function CreateForm({ entity }: { readonly entity: EntityConfig }) {
  const { t } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { config } = useWorkspace();
  const [params] = useSearchParams();
  const [start] = useState<Values>(() => startValues(entity, params));
  const type = recordTypeOf(entity, start);
  const typeField = entity.constraints.recordTypes?.field;
  const form = useMemo(
    () => without(formFor(config, entity, 'create', type), typeField),
    [config, entity, type, typeField],
  );
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
        base={null}
        values={values}
        error={create.error}
        pending={create.isPending}
        submitText={t('form.create')}
        onChange={setValues}
        onSubmit={(entered) =>
          create.mutate({
            ...Object.fromEntries(Object.entries(entered).filter(([, value]) => !isEmpty(value))),
            ...(type && typeField !== undefined && { [typeField]: type.id }),
          })
        }
        onCancel={() => void navigate(-1)}
      />
    </>
  );
}

/** A form without a field that was asked for before. */
function without(form: FormConfig, field: string | undefined): FormConfig {
  const sections = form.sections.map((section) => ({
    ...section,
    fields: section.fields.filter((one) => one.field !== field),
  }));
  return { ...form, sections: sections.filter(({ fields }) => fields.length > 0) };
}

/** Defaults of the fields, then what the address says about fields that exist. */
function startValues(entity: EntityConfig, params: URLSearchParams): Values {
  const values: Record<string, unknown> = {};
  for (const field of entity.fields) {
    const given = params.get(field.id);
    if (given !== null && field.id === entity.constraints.recordTypes?.field) values[field.id] = given;
    else if (given !== null && field.relation)
      values[field.id] = field.relation.cardinality === 'one' ? given : [given];
    else if (field.default !== undefined && field.default !== null) values[field.id] = field.default;
  }
  return values;
}
