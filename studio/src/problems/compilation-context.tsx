import { useQuery } from '@tanstack/react-query';
import type { DocumentRef, Problem } from '@tenon/documents';
import type { Model } from '@tenon/model';
import type { BrowserRegistry } from '@tenon/plugin-api';
import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from 'react';
import { keys, useStudioApi } from '../api/index.ts';
import { useDraft } from '../documents/draft-context.tsx';
import { type DraftDocument, keyOf } from '../documents/draft-store.ts';
import { compileDraft, type DraftCompilation } from './compile-draft.ts';
import { problemKey } from './problem-text.ts';

export interface CompilationState {
  readonly model: Model;
  readonly registry: BrowserRegistry;
  readonly problems: readonly Problem[];
  readonly publishable: boolean;
  readonly problemsOf: (document: DocumentRef) => readonly Problem[];
  readonly severityOf: (document: DocumentRef) => Problem['severity'] | undefined;
}

const CompilationContext = createContext<CompilationState | undefined>(undefined);

/** Quiet time after a change before the whole draft is compiled, in milliseconds. */
const quietMs = 180;

/** Compiles the draft beside the edits, and asks the server for what only the data can tell. */
export function CompilationProvider({
  registry,
  children,
}: {
  readonly registry: BrowserRegistry;
  readonly children: ReactNode;
}) {
  const { documents } = useDraft();
  const compilation = useCompiled(documents, registry);
  const serverProblems = useServerProblems();
  const state = useMemo<CompilationState>(() => {
    const known = new Set(compilation.problems.map(problemKey));
    const problems = [
      ...compilation.problems,
      ...serverProblems.filter((one) => !known.has(problemKey(one))),
    ];
    const byDocument = Map.groupBy(problems, ({ document }) => keyOf(document));
    const problemsOf = (document: DocumentRef) => byDocument.get(keyOf(document)) ?? [];
    return {
      model: compilation.model,
      registry,
      problems,
      publishable: problems.every(({ severity }) => severity !== 'error'),
      problemsOf,
      severityOf: (document) => {
        const own = problemsOf(document);
        return own.some(({ severity }) => severity === 'error') ? 'error' : own[0]?.severity;
      },
    };
  }, [compilation, serverProblems, registry]);
  return <CompilationContext value={state}>{children}</CompilationContext>;
}

export function useCompilation(): CompilationState {
  const state = use(CompilationContext);
  if (!state) throw new Error('useCompilation stands outside a CompilationProvider');
  return state;
}

const present = (documents: readonly DraftDocument[]) => documents.filter(({ state }) => state !== 'removed');

function useCompiled(documents: readonly DraftDocument[], registry: BrowserRegistry): DraftCompilation {
  const [compilation, setCompilation] = useState(() => compileDraft(present(documents), registry));
  // Marks of saving make a new list too; only texts matter here.
  const texts = useMemo(
    () => present(documents).map(({ key, content }) => `${key}\n${content}`),
    [documents],
  );
  const done = useRef(texts);
  useEffect(() => {
    if (texts.length === done.current.length && texts.every((text, index) => text === done.current[index]))
      return;
    const timer = setTimeout(() => {
      done.current = texts;
      setCompilation(compileDraft(present(documents), registry));
    }, quietMs);
    return () => clearTimeout(timer);
  }, [texts, documents, registry]);
  return compilation;
}

/** Problems that show only against the data, such as a field that becomes required and is empty in some records. */
function useServerProblems(): readonly Problem[] {
  const api = useStudioApi();
  const { revision, saving, changes } = useDraft();
  const plan = useQuery({
    queryKey: keys.plan(revision),
    queryFn: () => api.plan(),
    enabled: saving === 'saved' && changes > 0,
    staleTime: 60_000,
    retry: false,
  });
  return changes > 0 ? (plan.data?.problems ?? none) : none;
}

const none: readonly Problem[] = [];
