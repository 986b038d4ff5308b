import type { ImportBody } from '@tenon/model';
import { Alert, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api-client/index.ts';
import { formatNumber } from '../../theme/index.ts';
import { useWorkspace } from '../../workspace/index.ts';

/** What a check found or an import did, how far it is, and each row that needs mending. */
export function ImportOutcome({ body }: { readonly body: ImportBody }) {
  const { t } = useTranslation();
  const { locale } = useWorkspace();
  const api = useApi();
  const { state, counts, total, errors, undo } = body;
  const isUnderWay = state === 'checking' || state === 'running' || state === 'undoing';
  const figures = [
    [t('importer.created'), counts.created],
    [t('importer.updated'), counts.updated],
    [t('importer.unchanged'), counts.unchanged],
    [t('importer.failed'), counts.failed],
  ] as const;
  const share = total ? Math.min(99, Math.floor((counts.rows / total) * 100)) : 0;
  return (
    <div className="t-stack">
      <div aria-live="polite">
        {isUnderWay && (
          <>
            <p>
              {t(`importer.progress.${state}`)}{' '}
              {state !== 'undoing' && (
                <span className="t-muted">{t('importer.rows', { count: counts.rows })}</span>
              )}
            </p>
            <Progress
              percent={state === 'undoing' ? 99 : share}
              status="active"
              showInfo={state !== 'undoing'}
            />
            <p className="t-muted">{t('importer.leave')}</p>
          </>
        )}
        {state === 'checked' && (
          <Alert
            type={counts.failed === 0 ? 'success' : 'warning'}
            showIcon
            title={t(counts.failed === 0 ? 'importer.noErrors' : 'importer.checkedErrors')}
          />
        )}
        {state === 'done' && <Alert type="success" showIcon title={t('importer.done')} />}
        {state === 'failed' && (
          <Alert type="error" showIcon title={body.message ?? t('importer.states.failed')} />
        )}
        {state === 'undone' && counts.failed > 0 && (
          <Alert type="error" showIcon title={t('importer.refused')} />
        )}
        {undo && state === 'undone' && (
          <p>
            {t('importer.undone', {
              deleted: formatNumber(undo.deleted, locale),
              putBack: formatNumber(undo.putBack, locale),
              left: formatNumber(undo.left, locale),
            })}{' '}
            {undo.left > 0 && (
              <a href={api.imports.fileUrl(body.id, 'left')} download>
                {t('importer.left')}
              </a>
            )}
          </p>
        )}
      </div>
      <dl className="t-import-figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{formatNumber(value, locale)}</dd>
          </div>
        ))}
      </dl>
      {errors.length > 0 && (
        <>
          <p>
            {errors.length >= 100 && <span className="t-muted">{t('importer.firstErrors')} </span>}
            <a href={api.imports.fileUrl(body.id, 'errors')} download>
              {t('importer.download')}
            </a>
          </p>
          <div className="t-scroll t-import-errors">
            <table className="t-table">
              <thead>
                <tr>
                  <th scope="col">{t('importer.row')}</th>
                  <th scope="col">{t('importer.column')}</th>
                  <th scope="col">{t('importer.message')}</th>
                </tr>
              </thead>
              <tbody>
                {errors.map(({ row, column, field, code, message, value }) => (
                  <tr key={`${row} ${column ?? field} ${code}`}>
                    <td>{formatNumber(row, locale)}</td>
                    <td>{column ?? field ?? '–'}</td>
                    <td>
                      {message}
                      {value !== undefined && !message.includes(value) && (
                        <span className="t-muted"> ({value})</span>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </div>
  );
}
