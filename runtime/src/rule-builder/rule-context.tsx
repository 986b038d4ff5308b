import { createContext, use, useMemo } from 'react';
import { useLanguage } from '../i18n/index.ts';
import { useRegistry } from '../registry/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import type { RuleScope } from './fields.ts';

export const RuleScopeContext = createContext<RuleScope | undefined>(undefined);

export function useRuleScope(): RuleScope {
  const scope = use(RuleScopeContext);
  if (!scope) throw new Error('useRuleScope stands outside a RuleBuilder');
  return scope;
}

/** The scope of rules over what the reader sees. */
export function useReadersScope(names: { readonly [name: string]: string }): RuleScope {
  const { config } = useWorkspace();
  const registry = useRegistry();
  const { label } = useLanguage();
  return useMemo(
    () => ({ entities: config.entities, segmentations: config.segmentations, names, registry, label }),
    [config, names, registry, label],
  );
}
