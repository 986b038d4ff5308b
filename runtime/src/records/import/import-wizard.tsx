import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { EntityConfig, ImportBody, ImportFormat, ImportMapping } from '@tenon/model';
import { Alert, Button, Grid, Modal, Popconfirm, Select, Steps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys, useApi } from '../../api-client/index.ts';
import { LinkButton, useErrorText } from '../../pages/index.ts';
import { ImportOutcome } from './import-outcome.tsx';
import { complete } from './mapping.ts';
import { MappingStep } from './mapping-step.tsx';

export interface ImportWizardProps {
  readonly entity: EntityConfig;
  readonly body: ImportBody;
  readonly onLeave: () => void;
}

type Act = 'check' | 'run' | 'undo' | 'keep' | 'takeBack';

/** One import from its mapping to its end; what can be done next follows from its state. */
export function ImportWizard({ entity, body, onLeave }: ImportWizardProps) {
  const { t } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const text = useErrorText();
  const [mapping, setMapping] = useState<ImportMapping>(body.mapping);
  const [isEditing, setEditing] = useState(body.state === 'ready');
  const [isStopping, setStopping] = useState(false);
  const isWide = Grid.useBreakpoint().md !== false;
  const take = (next: ImportBody) => {
    queries.setQueryData(keys.import(next.id), next);
    void queries.invalidateQueries({ queryKey: keys.imports(entity.id) });
    void queries.invalidateQueries({ queryKey: keys.records(entity.id) });
  };
  const columns = body.columns.map(({ name }) => name);
  const act = useMutation({
    mutationFn: async (what: Act): Promise<ImportBody> => {
      if (isEditing) await api.imports.map(body.id, complete(mapping, columns));
      if (what === 'check') return await api.imports.check(body.id);
      if (what === 'run') return await api.imports.run(body.id);
      if (what === 'undo') return await api.imports.undo(body.id);
      return await api.imports.stop(body.id, what === 'takeBack');
    },
    onSuccess: (next) => {
      setEditing(false);
      setStopping(false);
      take(next);
    },
  });
  const format = useMutation({
    mutationFn: (said: Partial<ImportFormat>) => api.imports.format(body.id, said),
    onSuccess: (next) => {
      setMapping(next.mapping);
      take(next);
    },
  });
  const remove = useMutation({ mutationFn: () => api.imports.remove(body.id), onSuccess: onLeave });
  const { state } = body;
  const hasWritten = body.counts.created + body.counts.updated > 0;
  const isIdle =
    state === 'ready' || state === 'checked' || state === 'undone' || (state === 'failed' && !hasWritten);
  const step =
    state === 'done' || state === 'undone' || state === 'stopped' || state === 'failed'
      ? 3
      : isEditing
        ? 1
        : 2;
  const error = act.error ?? format.error ?? remove.error;
  return (
    <>
      <Steps
        className="t-import-steps"
        size="small"
        responsive={false}
        titlePlacement={isWide ? 'horizontal' : 'vertical'}
        current={isEditing ? 1 : step}
        items={[
          { title: t('importer.file') },
          { title: t('importer.map') },
          { title: t('importer.check') },
          { title: t('importer.result') },
        ]}
      />
      <div className="t-panel">
        <p className="t-muted t-upload">
          {body.file.name}
          {body.total !== null &&
            ` · ${t(state === 'ready' && body.total > 900 ? 'importer.aboutRows' : 'importer.rows', { count: body.total })}`}
        </p>
        {isEditing && isIdle ? (
          <>
            <FormatStep
              format={body.format}
              isBusy={format.isPending}
              onChange={(said) => format.mutate(said)}
            />
            <MappingStep entity={entity} body={body} mapping={mapping} onChange={setMapping} />
          </>
        ) : (
          <ImportOutcome body={body} />
        )}
        {error && <Alert type="error" showIcon title={text(error)} />}
        <div className="t-import-actions">
          {isIdle && (
            <>
              {isEditing && (
                <Button
                  type="primary"
                  loading={act.isPending && act.variables === 'check'}
                  onClick={() => act.mutate('check')}
                >
                  {t('importer.checkNow')}
                </Button>
              )}
              <Button
                type={isEditing ? 'default' : 'primary'}
                loading={act.isPending && act.variables === 'run'}
                onClick={() => act.mutate('run')}
              >
                {t('importer.run')}
              </Button>
              {!isEditing && <Button onClick={() => setEditing(true)}>{t('importer.edit')}</Button>}
              <Button loading={remove.isPending} onClick={() => remove.mutate()}>
                {t('importer.remove')}
              </Button>
            </>
          )}
          {(state === 'running' || state === 'checking') && (
            <Button onClick={() => (state === 'checking' ? act.mutate('keep') : setStopping(true))}>
              {t('importer.stop')}
            </Button>
          )}
          {(state === 'stopped' || (state === 'failed' && hasWritten)) && (
            <Button type="primary" loading={act.isPending} onClick={() => act.mutate('run')}>
              {t('importer.goOn')}
            </Button>
          )}
          {state === 'done' && (
            <LinkButton type="primary" to={`/entities/${entity.id}`}>
              {t('importer.show')}
            </LinkButton>
          )}
          {hasWritten && (state === 'done' || state === 'stopped' || state === 'failed') && (
            <Popconfirm
              title={t('importer.undoTitle')}
              description={<div className="t-import-hint">{t('importer.undoHint')}</div>}
              okText={t('importer.undo')}
              onConfirm={() => act.mutate('undo')}
            >
              <Button danger>{t('importer.undo')}</Button>
            </Popconfirm>
          )}
          <Button type="text" onClick={onLeave}>
            {t('importer.again')}
          </Button>
        </div>
      </div>
      <Modal
        open={isStopping}
        title={t('importer.stopTitle')}
        onCancel={() => setStopping(false)}
        footer={[
          <Button key="not" onClick={() => setStopping(false)}>
            {t('importer.stopNot')}
          </Button>,
          <Button key="back" danger loading={act.isPending} onClick={() => act.mutate('takeBack')}>
            {t('importer.stopUndo')}
          </Button>,
          <Button key="keep" type="primary" loading={act.isPending} onClick={() => act.mutate('keep')}>
            {t('importer.stopKeep')}
          </Button>,
        ]}
      />
    </>
  );
}

const encodings = [
  ['utf-8', 'UTF-8'],
  ['gb18030', 'GBK / GB 18030'],
  ['utf-16le', 'UTF-16 LE'],
  ['utf-16be', 'UTF-16 BE'],
  ['big5', 'Big5'],
  ['shift_jis', 'Shift JIS'],
  ['euc-kr', 'EUC-KR'],
  ['windows-1252', 'Windows-1252'],
  ['windows-1250', 'Windows-1250'],
  ['windows-1251', 'Windows-1251'],
] as const satisfies readonly (readonly [NonNullable<ImportFormat['encoding']>, string])[];

const delimiters = [
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'bar'],
] as const satisfies readonly (readonly [NonNullable<ImportFormat['delimiter']>, string])[];

/** What was told from the bytes, to be put right. */
function FormatStep(props: {
  readonly format: ImportFormat;
  readonly isBusy: boolean;
  readonly onChange: (said: Partial<ImportFormat>) => void;
}) {
  const { t } = useTranslation();
  const { kind, encoding = 'utf-8', delimiter = ',', sheet = '', sheets = [] } = props.format;
  if (kind === 'xlsx')
    return sheets.length < 2 ? null : (
      <Select
        aria-label={t('importer.sheet')}
        disabled={props.isBusy}
        value={sheet}
        onChange={(next: string) => props.onChange({ sheet: next })}
        options={sheets.map((name) => ({ value: name, label: name }))}
      />
    );
  return (
    <div className="t-import-format">
      <Select<NonNullable<ImportFormat['encoding']>>
        aria-label={t('importer.encoding')}
        disabled={props.isBusy}
        value={encoding}
        onChange={(next) => props.onChange({ encoding: next, delimiter })}
        options={encodings.map(([value, label]) => ({ value, label }))}
      />
      <Select<NonNullable<ImportFormat['delimiter']>>
        aria-label={t('importer.delimiter')}
        disabled={props.isBusy}
        value={delimiter}
        onChange={(next) => props.onChange({ encoding, delimiter: next })}
        options={delimiters.map(([value, name]) => ({ value, label: t(`importer.delimiterNames.${name}`) }))}
      />
    </div>
  );
}
