import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import type { DraftDocument } from '../documents/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { diagnosticsOf, JsonEditor, rangeOf } from '../json-editor/index.ts';
import { hintText, problemText, useCompilation } from '../problems/index.ts';
import { type ReferenceContext, useSchemaGuide } from '../references/index.ts';

/** The document as text, with its problems marked and help from its schema. */
export function JsonPane({
  document,
  reference,
  onChange,
}: {
  readonly document: DraftDocument;
  readonly reference: ReferenceContext;
  readonly onChange: (text: string) => void;
}) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const guide = useSchemaGuide();
  const { problemsOf } = useCompilation();
  const { content, kind, id } = document;
  const problems = problemsOf(document);
  const { registry } = reference;
  const diagnostics = useMemo(
    () =>
      diagnosticsOf(content, problems, (problem) => ({
        text: problemText(problem, language, registry),
        hint: hintText(problem, language, registry),
      })),
    [content, problems, language, registry],
  );
  const select = useWantedRange(content);
  return (
    <JsonEditor
      value={content}
      onChange={onChange}
      label={t('pane.jsonOf', { document: `${kind}/${id}` })}
      diagnostics={diagnostics}
      world={{ guide, reference, language }}
      {...(select && { select })}
    />
  );
}

/** The range that a link to a problem asks for; asked once per click. */
function useWantedRange(content: string): { from: number; to: number } | undefined {
  const { state } = useLocation();
  const wanted = state as { readonly pointer?: string; readonly at?: number } | null;
  const [range, setRange] = useState<{ from: number; to: number }>();
  const [answered, setAnswered] = useState<number>();
  if (wanted?.pointer !== undefined && wanted.at !== answered) {
    setAnswered(wanted.at);
    setRange(rangeOf(content, wanted.pointer));
  }
  return range;
}
