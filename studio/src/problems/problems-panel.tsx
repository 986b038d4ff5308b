import {
  CheckCircleOutlined,
  CloseCircleFilled,
  DownOutlined,
  UpOutlined,
  WarningFilled,
} from '@ant-design/icons';
import { type Problem, pointerKeys } from '@tenon/documents';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useDraft } from '../documents/draft-context.tsx';
import { hrefOf } from '../documents/kinds.ts';
import { useKindName, useLabelOf } from '../documents/use-label-of.ts';
import { useLanguage } from '../i18n/index.ts';
import { useLoadedRegistry } from '../shell/registry-context.tsx';
import { useCompilation } from './compilation-context.tsx';
import { hintText, problemKey, problemText } from './problem-text.ts';

/** All problems of the draft, those of the document on screen first; each opens its place. */
export function ProblemsPanel() {
  const { t } = useTranslation();
  const { problems } = useCompilation();
  const { kind, id } = useParams();
  const [open, setOpen] = useState(false);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const isHere = ({ document }: Problem) => document.kind === kind && document.id === id;
  const ordered = [...problems.filter(isHere), ...problems.filter((problem) => !isHere(problem))];
  const Arrow = open ? DownOutlined : UpOutlined;
  return (
    <section className="s-problems" aria-label={t('problems.title')} data-open={open}>
      <button
        type="button"
        className="s-problems-head"
        aria-expanded={open}
        disabled={problems.length === 0}
        onClick={() => setOpen(!open)}
      >
        <strong>{t('problems.title')}</strong>
        <output className="s-problems-counts">
          {problems.length === 0 && (
            <span className="s-fine">
              <CheckCircleOutlined aria-hidden /> {t('problems.none')}
            </span>
          )}
          {errors > 0 && (
            <span className="s-severity-error">
              <CloseCircleFilled aria-hidden /> {t('problems.errors', { count: errors })}
            </span>
          )}
          {warnings > 0 && (
            <span className="s-severity-warning">
              <WarningFilled aria-hidden /> {t('problems.warnings', { count: warnings })}
            </span>
          )}
        </output>
        {problems.length > 0 && <Arrow aria-hidden />}
      </button>
      {open && problems.length > 0 && (
        <ul className="s-problem-list">
          {ordered.map((problem) => (
            <li key={problemKey(problem)}>
              <ProblemLine problem={problem} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** One problem; a click opens its document with its place selected. */
export function ProblemLine({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { documents } = useDraft();
  const navigate = useNavigate();
  const kindName = useKindName();
  const labelOf = useLabelOf();
  const { document: ref, pointer, severity } = problem;
  const registry = useLoadedRegistry();
  const hint = hintText(problem, language, registry);
  const document = documents.find(({ kind, id }) => kind === ref.kind && id === ref.id);
  const Sign = severity === 'error' ? CloseCircleFilled : WarningFilled;
  const go = () => void navigate(hrefOf(ref), { state: { pointer, at: Date.now() } });
  return (
    <button type="button" className="s-problem" onClick={go} disabled={!document}>
      <Sign className={`s-severity-${severity}`} aria-label={t(`problems.${severity}`)} />
      <span className="s-problem-text">
        {problemText(problem, language, registry)}
        {hint !== undefined && <span className="t-muted"> {hint}</span>}
      </span>
      <span className="s-problem-place">
        {kindName(ref.kind)} · {document ? labelOf(document) : ref.id}
        {pointer !== '' && <code>{pointerKeys(pointer).join(' › ')}</code>}
      </span>
    </button>
  );
}
