import { useQuery } from '@tanstack/react-query';
import { schemas as builtIn, type JsonSchema } from '@tenon/documents';
import { createContext, type ReactNode, use, useMemo } from 'react';
import { keys, useStudioApi } from '../api/index.ts';
import { SchemaGuide } from './schema-nodes.ts';

const SchemasContext = createContext<SchemaGuide | undefined>(undefined);

/** The server's schemas, which know the kinds of its plugins; our own until they are there. */
export function SchemasProvider({ children }: { readonly children: ReactNode }) {
  const api = useStudioApi();
  const { data } = useQuery({
    queryKey: keys.schemas,
    queryFn: api.schemas,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const guide = useMemo(
    () => new SchemaGuide((data as { [kind: string]: JsonSchema } | undefined) ?? builtIn),
    [data],
  );
  return <SchemasContext value={guide}>{children}</SchemasContext>;
}

export function useSchemaGuide(): SchemaGuide {
  const guide = use(SchemasContext);
  if (!guide) throw new Error('useSchemaGuide stands outside a SchemasProvider');
  return guide;
}
