import { useQuery } from '@tanstack/react-query';
import type { EntityConfig, SuspectBody } from '@tenon/model';
import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiError, keys, useApi, type Values } from '../api-client/index.ts';
import { recordHref } from '../workspace/index.ts';

const pauseMs = 400;
const mostShown = 5;

/** Records that look like the one in a form, told while somebody writes; and those for which it was refused. */
export function DuplicateHint({
  entity,
  id,
  values,
  error,
}: {
  readonly entity: EntityConfig;
  /** Undefined for a new record. */
  readonly id: string | undefined;
  readonly values: Values;
  readonly error: unknown;
}) {
  const { t } = useTranslation();
  const api = useApi();
  const asked = useSettled(
    JSON.stringify(entity.comparedFields.map((field) => [field, values[field] ?? null])),
  );
  const given: readonly (readonly [string, unknown])[] = JSON.parse(asked);
  const question = { values: Object.fromEntries(given), ...(id === undefined ? {} : { id }) };
  const found = useQuery({
    queryKey: keys.suspects(entity.id, question),
    queryFn: ({ signal }) => api.duplicates.find(entity.id, question, signal),
    enabled: given.some(([, value]) => value !== null && value !== ''),
    placeholderData: (before) => before,
    staleTime: 10_000,
  });
  const refused = error instanceof ApiError && error.code === 'duplicate';
  const refusedBy = refused ? (error.problem.duplicates ?? []) : [];
  const suspects = refusedBy.length > 0 ? refusedBy : (found.data?.suspects ?? []);
  if (suspects.length === 0) return null;
  const blocks = suspects.some(({ rules }) => rules.some(({ action }) => action === 'block'));
  return (
    <Alert
      className="t-duplicate-hint"
      type={blocks ? 'error' : 'warning'}
      showIcon
      role="status"
      title={t('duplicates.like', { count: suspects.length })}
      description={
        <>
          {blocks && <p>{t('duplicates.refusedHint')}</p>}
          <ul className="t-suspects">
            {suspects.slice(0, mostShown).map((suspect) => (
              <Suspect key={suspect.id} entity={entity} suspect={suspect} isNew={id === undefined} />
            ))}
          </ul>
        </>
      }
    />
  );
}

function Suspect({
  entity,
  suspect,
  isNew,
}: {
  readonly entity: EntityConfig;
  readonly suspect: SuspectBody;
  readonly isNew: boolean;
}) {
  const { t } = useTranslation();
  const href = recordHref(entity.id, suspect.id);
  return (
    <li>
      <span className="t-suspect-name">
        <strong>{suspect.title === '' ? suspect.id : suspect.title}</strong>{' '}
        <span className="t-muted">{suspect.details.map(({ text }) => text).join(' · ')}</span>
      </span>
      <span className="t-suspect-links">
        <a href={href} target="_blank" rel="noreferrer">
          {t('duplicates.open')}
        </a>
        {isNew && <Link to={href}>{t('duplicates.useThis')}</Link>}
      </span>
    </li>
  );
}

/** A value once it has stood still for a while. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
