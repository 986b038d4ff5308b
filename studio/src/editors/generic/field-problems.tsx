import { useLanguage } from '../../i18n/index.ts';
import { problemAndHint } from '../../problems/index.ts';
import { useEditing } from '../editing.ts';

/** Problems at a place; with `below` those inside it too. */
export function FieldProblems({ pointer, below }: { readonly pointer: string; readonly below: boolean }) {
  const { language } = useLanguage();
  const { problems, reference } = useEditing();
  const own = problems.filter(
    (problem) => problem.pointer === pointer || (below && problem.pointer.startsWith(`${pointer}/`)),
  );
  return own.map((problem) => (
    <p
      key={`${problem.code} ${problem.pointer} ${problem.message}`}
      className={problem.severity === 'error' ? 't-field-error' : 's-field-warning'}
      role="alert"
    >
      {problemAndHint(problem, language, reference.registry)}
    </p>
  ));
}
