import { PlayCircleOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import type { AssignmentResult } from '@tenon/model';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useErrorText, useStudioApi } from '../../api/index.ts';
import { useDraftDocument } from '../../documents/index.ts';
import { asText, isObject } from '../change.ts';
import { useEditing } from '../editing.ts';

/** What the rule would assign now; only a published rule can be asked. */
export function Simulation() {
  const { t } = useTranslation();
  const api = useStudioApi();
  const errorText = useErrorText();
  const { document } = useEditing().reference;
  const id = asText(isObject(document) ? document.id : undefined);
  const draft = useDraftDocument({ kind: 'assignment-rule', id });
  const simulate = useMutation({ mutationFn: () => api.simulate(id) });
  const published = draft?.base !== null && draft !== undefined;
  return (
    <section className="t-panel s-block" aria-label={t('ruleEditor.simulate')}>
      <div className="t-panel-head">
        <h2>{t('ruleEditor.simulate')}</h2>
        <Button
          size="small"
          icon={<PlayCircleOutlined />}
          disabled={!published}
          loading={simulate.isPending}
          onClick={() => simulate.mutate()}
        >
          {t('ruleEditor.simulate')}
        </Button>
      </div>
      <p className="s-hint">
        {!published
          ? t('ruleEditor.unpublished')
          : draft.state === 'changed'
            ? t('ruleEditor.changed')
            : t('ruleEditor.hint')}
      </p>
      {simulate.isError && (
        <Alert
          type="error"
          showIcon
          className="s-result"
          title={t('ruleEditor.failed')}
          description={errorText(simulate.error)}
        />
      )}
      {simulate.data && <Result result={simulate.data} />}
    </section>
  );
}

function Result({ result }: { readonly result: AssignmentResult }) {
  const { t } = useTranslation();
  const figure = (name: string, value: number) => (
    <div className="s-figure">
      <strong>{value}</strong>
      <span className="t-muted">{name}</span>
    </div>
  );
  return (
    <>
      <div className="s-figures">
        {figure(t('ruleEditor.recalled'), result.recalled)}
        {figure(t('ruleEditor.assigned'), result.assigned)}
        {figure(t('ruleEditor.waiting'), result.waiting)}
      </div>
      {result.reasons.map(({ reason, text, count }) => (
        <p key={reason} className="s-hint">
          {count} · {text}
        </p>
      ))}
      {result.operators.length > 0 && (
        <div className="t-scroll">
          <table className="t-table">
            <thead>
              <tr>
                <th scope="col">{t('ruleEditor.operator')}</th>
                <th scope="col">{t('ruleEditor.share')}</th>
                <th scope="col">{t('ruleEditor.load')}</th>
              </tr>
            </thead>
            <tbody>
              {result.operators.map((operator) => (
                <tr key={operator.id}>
                  <td>{operator.name}</td>
                  <td className="s-number">+{operator.after - operator.before}</td>
                  <td className="s-number">
                    {operator.before} → {operator.after}
                    {operator.capacity !== null && ` / ${operator.capacity}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
