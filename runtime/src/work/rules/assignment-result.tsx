import type { AssignmentResult, RuleBody } from '@tenon/model';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../theme/index.ts';
import { useWorkspace } from '../../workspace/index.ts';

export interface AssignmentResultProps {
  readonly rule: RuleBody;
  readonly kind: 'simulated' | 'ran';
  readonly result: AssignmentResult;
}

/** What a rule did or would do: who gets how much, who waits and why. */
export function AssignmentResultPanel({ rule, kind, result }: AssignmentResultProps) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { locale } = useWorkspace();
  const number = (value: number) => formatNumber(value, locale);
  const title = `${t(`rules.${kind}`)}: ${label(rule.label, rule.id)}`;
  const figures = [
    [t('rules.recalled'), result.recalled],
    [t('rules.assigned'), result.assigned],
    [t('rules.waiting'), result.waiting],
  ] as const;
  return (
    <section className="t-panel" aria-label={title}>
      <h2>{title}</h2>
      {kind === 'simulated' && <p className="t-muted">{t('rules.simulateHint')}</p>}
      <dl className="t-import-figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{number(value)}</dd>
          </div>
        ))}
      </dl>
      {result.assigned === 0 && result.waiting === 0 && <p className="t-muted">{t('rules.nothing')}</p>}
      <div className="t-two">
        {result.operators.length > 0 && (
          <div className="t-scroll">
            <h3>{t('rules.operators')}</h3>
            <table className="t-table">
              <thead>
                <tr>
                  <th scope="col">{t('rules.operator')}</th>
                  <th scope="col">{t('rules.before')}</th>
                  <th scope="col">{t('rules.after')}</th>
                  <th scope="col">{t('rules.capacity')}</th>
                  <th scope="col">{t('rules.weight')}</th>
                </tr>
              </thead>
              <tbody>
                {result.operators.map(({ id, name, before, after, capacity, weight }) => (
                  <tr key={id}>
                    <td>{name}</td>
                    <td>{number(before)}</td>
                    <td>{after === before ? number(after) : <strong>{number(after)}</strong>}</td>
                    <td>{capacity === null ? t('rules.unlimited') : number(capacity)}</td>
                    <td>{number(weight)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {result.reasons.length > 0 && (
          <div>
            <h3>{t('rules.waitingWhy')}</h3>
            <ul className="t-reasons">
              {result.reasons.map(({ reason, count, text }) => (
                <li key={reason}>
                  <strong>{number(count)}</strong> {text || reason}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      {result.assignments.length > 0 && <Assignments result={result} />}
    </section>
  );
}

function Assignments({ result }: { readonly result: AssignmentResult }) {
  const { t } = useTranslation();
  const names = new Map(result.operators.map(({ id, name }) => [id, name]));
  const reasons = new Map(result.reasons.map(({ reason, text }) => [reason, text]));
  return (
    <div className="t-scroll">
      <h3>{t('rules.first')}</h3>
      <table className="t-table">
        <thead>
          <tr>
            <th scope="col">{t('rules.record')}</th>
            <th scope="col">{t('rules.to')}</th>
            <th scope="col">{t('rules.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {result.assignments.map(({ record, title, operator, reason }) => (
            <tr key={record}>
              <td>{title}</td>
              <td>{operator === null ? '–' : (names.get(operator) ?? operator)}</td>
              <td>{reason === null ? '' : (reasons.get(reason) ?? reason)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
