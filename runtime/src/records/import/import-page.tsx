import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { EntityConfig, ImportResult } from '@tenon/model';
import { Alert, Button, Steps, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { keys, useApi } from '../../api-client/index.ts';
import { useLanguage } from '../../i18n/index.ts';
import { InboxOutlined } from '../../pages/icons.tsx';
import { LinkButton, NotFoundPage, PageHeader, useErrorText } from '../../pages/index.ts';
import { useWorkspace } from '../../workspace/index.ts';
import { type ColumnMapping, importableFields, importMapping, matchColumns } from './column-mapping.ts';
import { type CsvPreview, previewCsv } from './csv-preview.ts';
import { ImportOutcome } from './import-outcome.tsx';
import { MappingStep } from './mapping-step.tsx';

/** A file becomes records: choose it, say where its columns go, check, run. */
export function ImportPage() {
  const { entity: id = '' } = useParams();
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { config } = useWorkspace();
  const entity = config.entities[id];
  if (!entity?.actions.includes('import')) return <NotFoundPage />;
  return (
    <div className="t-page" key={id}>
      <PageHeader title={t('importer.title', { entity: label(entity.labelPlural, id) })} />
      <ImportWizard entity={entity} />
    </div>
  );
}

interface ChosenFile {
  readonly name: string;
  readonly text: string;
  readonly preview: CsvPreview;
}

function ImportWizard({ entity }: { readonly entity: EntityConfig }) {
  const { t } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const text = useErrorText();
  const [file, setFile] = useState<ChosenFile>();
  const [unreadable, setUnreadable] = useState(false);
  const [mapping, setMapping] = useState<ColumnMapping>({
    fields: {},
    missing: {},
    key: undefined,
    onError: 'stop',
  });
  const send = useMutation({
    mutationFn: ({ dryRun }: { readonly dryRun: boolean }): Promise<ImportResult> =>
      api.records.import(
        entity.id,
        file?.text ?? '',
        importMapping(mapping, file?.preview.columns ?? [], dryRun),
      ),
    onSuccess: (result) => {
      if (result.state === 'done') void queries.invalidateQueries({ queryKey: keys.records(entity.id) });
    },
  });
  const choose = (name: string, written: string) => {
    const preview = previewCsv(written);
    setUnreadable(preview === undefined);
    if (!preview) return;
    setFile({ name, text: written, preview });
    setMapping({
      ...mapping,
      fields: matchColumns(preview.columns, importableFields(entity)),
      key: undefined,
    });
    send.reset();
  };
  const result = send.data;
  const isDone = result?.state === 'done';
  const step = isDone ? 3 : result ? 2 : file ? 1 : 0;
  return (
    <>
      <Steps
        className="t-import-steps"
        size="small"
        current={step}
        items={[
          { title: t('importer.file') },
          { title: t('importer.map') },
          { title: t('importer.check') },
          { title: t('importer.result') },
        ]}
      />
      <div className="t-panel">
        {unreadable && <Alert type="error" showIcon title={t('importer.unreadable')} />}
        {!file && <FileStep onFile={choose} />}
        {file && (
          <>
            <p className="t-muted t-upload">
              {file.name} · {t('importer.rows', { count: file.preview.rows })}
            </p>
            {!isDone && (
              <MappingStep
                entity={entity}
                preview={file.preview}
                mapping={mapping}
                onChange={(next) => {
                  setMapping(next);
                  send.reset();
                }}
              />
            )}
            {send.error && <Alert type="error" showIcon title={text(send.error)} />}
            {result && <ImportOutcome result={result} fields={entity.fields} columns={mapping.fields} />}
            <div className="t-import-actions">
              {isDone ? (
                <LinkButton type="primary" to={`/entities/${entity.id}`}>
                  {t('importer.show')}
                </LinkButton>
              ) : (
                <>
                  <Button
                    type={result?.state === 'checked' ? 'default' : 'primary'}
                    loading={send.isPending && send.variables.dryRun}
                    onClick={() => send.mutate({ dryRun: true })}
                  >
                    {t('importer.checkNow')}
                  </Button>
                  <Button
                    type={result?.state === 'checked' ? 'primary' : 'default'}
                    disabled={
                      result?.state !== 'checked' || (result.failed > 0 && mapping.onError === 'stop')
                    }
                    loading={send.isPending && !send.variables.dryRun}
                    onClick={() => send.mutate({ dryRun: false })}
                  >
                    {t('importer.run')}
                  </Button>
                </>
              )}
              <Button
                onClick={() => {
                  setFile(undefined);
                  send.reset();
                }}
              >
                {t('importer.again')}
              </Button>
            </div>
          </>
        )}
      </div>
    </>
  );
}

function FileStep({ onFile }: { readonly onFile: (name: string, text: string) => void }) {
  const { t } = useTranslation();
  return (
    <Upload.Dragger
      accept=".csv,.tsv,.txt,text/csv"
      maxCount={1}
      showUploadList={false}
      beforeUpload={(chosen) => {
        void chosen.text().then((text) => onFile(chosen.name, text));
        return false;
      }}
    >
      <p className="t-icon">
        <InboxOutlined />
      </p>
      <p>{t('importer.drop')}</p>
      <p className="t-muted">{t('importer.dropHint')}</p>
    </Upload.Dragger>
  );
}
