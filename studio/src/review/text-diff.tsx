import { diffLines } from 'diff';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

interface Line {
  readonly kind: 'same' | 'added' | 'removed' | 'gap';
  readonly text: string;
  /** Its place among the lines of the diff. */
  readonly at: number;
}
/** Unchanged lines kept around a change. */
const around = 3;

/** Two texts as one list of lines: what went, what came, and a little of what stayed. */
export function unifiedLines(before: string, after: string): readonly Line[] {
  const lines: Line[] = [];
  const push = (kind: Line['kind'], texts: readonly string[]) => {
    for (const text of texts) lines.push({ kind, text, at: lines.length });
  };
  const parts = diffLines(before, after);
  parts.forEach(({ value, added, removed }, index) => {
    const own = value.replace(/\n$/, '').split('\n');
    if (added || removed) {
      push(added ? 'added' : 'removed', own);
      return;
    }
    const head = index === 0 ? 0 : around;
    const tail = index === parts.length - 1 ? 0 : around;
    if (own.length <= head + tail + 1) push('same', own);
    else {
      push('same', own.slice(0, head));
      push('gap', [String(own.length - head - tail)]);
      push('same', own.slice(own.length - tail));
    }
  });
  return lines;
}

const signs = { same: ' ', added: '+', removed: '−', gap: '⋯' } as const;

export function TextDiff({
  before,
  after,
}: {
  readonly before: string | null;
  readonly after: string | null;
}) {
  const { t } = useTranslation();
  const lines = useMemo(() => unifiedLines(before ?? '', after ?? ''), [before, after]);
  return (
    <section className="s-diff" aria-label={t('review.text')}>
      <table>
        <tbody>
          {lines.map((line) => (
            <tr key={line.at} className={`s-diff-${line.kind}`}>
              <td className="s-diff-sign" aria-hidden>
                {signs[line.kind]}
              </td>
              <td>
                {line.kind === 'gap' ? t('review.unchangedLines', { count: Number(line.text) }) : line.text}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
