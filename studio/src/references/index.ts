export { nodeAt } from './node-at.ts';
export {
  entityOf,
  isAskedFor,
  optionsSchemaAt,
  pathsOf,
  type ReferenceContext,
  type ReferenceOption,
  referencesAt,
  ruleFieldsAt,
  scopeOf,
} from './references.ts';
export { isExpression, isText, SchemaGuide, type SchemaNode, type Schemas } from './schema-nodes.ts';
export { SchemasProvider, useSchemaGuide } from './schemas-context.tsx';
