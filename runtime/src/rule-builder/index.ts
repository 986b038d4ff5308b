export { pruneRules } from './prune.ts';
export { RuleBuilder, type RuleBuilderProps } from './rule-builder.tsx';
export { countRules, readRules } from './tree.ts';
