import { useTranslation } from 'react-i18next';
import type { DocumentState } from './draft-store.ts';

/** Whether a document differs from the live release, as a small word or, `short`, a sign. */
export function StateMark({
  state,
  short = false,
}: {
  readonly state: DocumentState;
  readonly short?: boolean;
}) {
  const { t } = useTranslation();
  if (state === 'same') return null;
  const signs = { added: '+', changed: '●', removed: '−' } as const;
  const word = t(`document.state.${state}`);
  if (!short) return <span className={`s-state s-state-${state}`}>{word}</span>;
  return (
    <span className={`s-sign s-sign-${state}`} title={word}>
      <span aria-hidden>{signs[state]}</span>
      <span className="t-sr">{word}</span>
    </span>
  );
}
