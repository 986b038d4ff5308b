import { formatDocument, pointerTo, readDocument } from '@tenon/documents';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { diagnosticsOf, JsonEditor } from '../../json-editor/index.ts';
import { hintText, problemText } from '../../problems/index.ts';
import { useSchemaGuide } from '../../references/index.ts';
import { useEditing } from '../editing.ts';

export interface JsonFieldProps {
  readonly pointer: string;
  readonly value: unknown;
  readonly label: string;
  readonly onChange: (value: unknown) => void;
}

const textOf = (value: unknown) => (value === undefined ? '' : formatDocument(value).trimEnd());

/** A value as JSON: expressions, and whatever has no control of its own. Half-written text stays here until it can be read. */
export function JsonField({ pointer, value, label, onChange }: JsonFieldProps) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { problems, reference } = useEditing();
  const { registry } = reference;
  const guide = useSchemaGuide();
  const [text, setText] = useState(() => textOf(value));
  const read = useMemo(() => readDocument(text), [text]);
  const broken = text.trim() !== '' && read.value === undefined;

  // The document may change beside this field; what is being typed here is not overwritten by its own echo.
  const outside = textOf(value);
  const [seen, setSeen] = useState(outside);
  if (outside !== seen) {
    setSeen(outside);
    if (textOf(read.value) !== outside) setText(outside);
  }

  const own = useMemo(
    () =>
      problems
        .filter(
          (problem) => problem.pointer === pointer || problem.pointer.startsWith(pointerTo(pointer, '')),
        )
        .map((problem) => ({ ...problem, pointer: problem.pointer.slice(pointer.length) })),
    [problems, pointer],
  );
  const diagnostics = useMemo(
    () =>
      diagnosticsOf(text, own, (problem) => ({
        text: problemText(problem, language, registry),
        hint: hintText(problem, language, registry),
      })),
    [text, own, language, registry],
  );
  const edit = (next: string) => {
    setText(next);
    if (next.trim() === '') onChange(undefined);
    else {
      const { value: parsed } = readDocument(next);
      if (parsed !== undefined) onChange(parsed);
    }
  };
  const world = useInnerWorld(pointer, guide);
  return (
    <>
      <JsonEditor small value={text} label={label} diagnostics={diagnostics} world={world} onChange={edit} />
      {broken && <p className="t-field-error">{t('visual.notJson')}</p>}
    </>
  );
}

/** Completion inside a part of a document: places are told from the whole. */
function useInnerWorld(pointer: string, guide: ReturnType<typeof useSchemaGuide>) {
  const { reference } = useEditing();
  const { language } = useLanguage();
  return useMemo(
    () => ({ guide, reference, language, within: pointer }),
    [guide, reference, language, pointer],
  );
}
