import { diffLines } from 'diff';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

interface Line {
  readonly kind: 'same' | 'added' | 'removed' | 'gap';
  readonly text: string;
}
/** Unchanged lines kept around a change. */
const around = 3;

/** Two texts as one list of lines: what went, what came, and a little of what stayed. */
export function unifiedLines(before: string, after: string): readonly Line[] {
  const lines: Line[] = [];
  const parts = diffLines(before, after);
  parts.forEach(({ value, added, removed }, index) => {
    const own = value.replace(/\n$/, '').split('\n');
    if (added || removed) {
      lines.push(...own.map((text): Line => ({ kind: added ? 'added' : 'removed', text })));
      return;
    }
    const head = index === 0 ? 0 : around;
    const tail = index === parts.length - 1 ? 0 : around;
    if (own.length <= head + tail + 1) lines.push(...own.map((text): Line => ({ kind: 'same', text })));
    else {
      lines.push(...own.slice(0, head).map((text): Line => ({ kind: 'same', text })));
      lines.push({ kind: 'gap', text: String(own.length - head - tail) });
      lines.push(...own.slice(own.length - tail).map((text): Line => ({ kind: 'same', text })));
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
    // Long lines are scrolled to by keyboard too.
    <section className="s-diff" aria-label={t('review.text')} tabIndex={0}>
      <table>
        <tbody>
          {lines.map((line, index) => (
            <tr key={`${index} ${line.text}`} className={`s-diff-${line.kind}`}>
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
