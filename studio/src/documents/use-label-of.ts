import { readDocument, type Text } from '@tenon/documents';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/index.ts';

const labels = new Map<string, Text | undefined>();

/** The label that a document gives itself; texts seen before are not read again. */
function labelIn(content: string): Text | undefined {
  if (!labels.has(content)) {
    const { value } = readDocument(content);
    const label =
      typeof value === 'object' && value !== null ? (value as { label?: unknown }).label : undefined;
    if (labels.size > 2_000) labels.clear();
    labels.set(
      content,
      typeof label === 'string' || (typeof label === 'object' && label) ? (label as Text) : undefined,
    );
  }
  return labels.get(content);
}

/** What people call a document: its label, else its id. */
export function useLabelOf(): (document: { readonly id: string; readonly content: string }) => string {
  const { label } = useLanguage();
  return useCallback(({ id, content }) => label(labelIn(content), id), [label]);
}

/** What people call a kind. */
export function useKindName(): (kind: string, many?: boolean) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (kind, many = false) => {
      const key = `${many ? 'kinds' : 'kind'}.${kind}`;
      return i18n.exists(key) ? t(key) : kind;
    },
    [t, i18n],
  );
}
