import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { EntityConfig, ImportBody } from '@tenon/model';
import { Alert, Progress, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { keys, useApi } from '../../api-client/index.ts';
import { useLanguage } from '../../i18n/index.ts';
import { InboxOutlined } from '../../pages/icons.tsx';
import { LoadError, NotFoundPage, PageHeader, PageSkeleton, useErrorText } from '../../pages/index.ts';
import { useWorkspace } from '../../workspace/index.ts';
import { ImportHistory } from './import-history.tsx';
import { ImportWizard } from './import-wizard.tsx';

const refreshMs = 700;
const underWay: readonly ImportBody['state'][] = ['checking', 'running', 'undoing'];

/** A file becomes records. Which import it is stands in the address, so that a reload finds it again. */
export function ImportPage() {
  const { entity: id = '' } = useParams();
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { config } = useWorkspace();
  const [search, setSearch] = useSearchParams();
  const entity = config.entities[id];
  if (!entity?.actions.includes('import')) return <NotFoundPage />;
  const chosen = search.get('import');
  const open = (next: string | undefined) => setSearch(next === undefined ? {} : { import: next });
  return (
    <div className="t-page" key={id}>
      <PageHeader title={t('importer.title', { entity: label(entity.labelPlural, id) })} />
      {chosen === null ? (
        <div className="t-import-page">
          <FileStep entity={entity} onSent={open} />
          <ImportHistory entity={id} onOpen={open} />
        </div>
      ) : (
        <ChosenImport key={chosen} entity={entity} id={chosen} onLeave={() => open(undefined)} />
      )}
    </div>
  );
}

function ChosenImport(props: {
  readonly entity: EntityConfig;
  readonly id: string;
  readonly onLeave: () => void;
}) {
  const api = useApi();
  const found = useQuery({
    queryKey: keys.import(props.id),
    queryFn: () => api.imports.read(props.id),
    refetchInterval: ({ state }) => (state.data && underWay.includes(state.data.state) ? refreshMs : false),
  });
  if (found.isPending) return <PageSkeleton />;
  if (found.error) return <LoadError error={found.error} onRetry={() => void found.refetch()} />;
  return <ImportWizard entity={props.entity} body={found.data} onLeave={props.onLeave} />;
}

function FileStep({
  entity,
  onSent,
}: {
  readonly entity: EntityConfig;
  readonly onSent: (id: string) => void;
}) {
  const { t } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const text = useErrorText();
  const [share, setShare] = useState(0);
  const send = useMutation({
    mutationFn: (file: File) => api.imports.create(entity.id, file, setShare),
    onSuccess: (body) => {
      queries.setQueryData(keys.import(body.id), body);
      onSent(body.id);
    },
  });
  return (
    <div className="t-panel">
      <Upload.Dragger
        accept=".csv,.tsv,.txt,.xlsx,text/csv"
        maxCount={1}
        showUploadList={false}
        disabled={send.isPending}
        beforeUpload={(file) => {
          setShare(0);
          send.mutate(file);
          return false;
        }}
      >
        <p className="t-icon">
          <InboxOutlined />
        </p>
        <p>{t('importer.drop')}</p>
        <p className="t-muted">{t('importer.dropHint')}</p>
      </Upload.Dragger>
      {send.isPending && (
        <div aria-live="polite">
          <p>{t('importer.sending')}</p>
          <Progress percent={Math.round(share * 100)} status="active" />
        </div>
      )}
      {send.error && <Alert type="error" showIcon title={text(send.error)} />}
    </div>
  );
}
