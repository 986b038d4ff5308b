import type { JsonSchema } from '@tenon/documents';

/** A part of a schema with the schema that it stands in, which its references start from. */
export interface SchemaNode {
  readonly schema: JsonSchema;
  readonly root: JsonSchema;
}

export type Schemas = { readonly [name: string]: JsonSchema };

/** The properties of a schema as an object, whatever it holds. */
const asSchema = (value: unknown): JsonSchema | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : undefined;

/** Finds its way through the schemas of the document kinds, across `$ref`. */
export class SchemaGuide {
  readonly #schemas: Schemas;

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
  }

  root(kind: string): SchemaNode | undefined {
    const schema = Object.hasOwn(this.#schemas, kind) ? this.#schemas[kind] : undefined;
    return schema && this.resolve({ schema, root: schema });
  }

  /** The schema that a reference stands for; what is said beside the reference wins. */
  resolve(node: SchemaNode): SchemaNode {
    const reference = node.schema.$ref;
    if (typeof reference !== 'string') return node;
    const [file = '', path = ''] = reference.split('#');
    const root = file === '' ? node.root : this.#schemaNamed(file);
    const target = root && at(root, path);
    if (!root || !target) return node;
    const { $ref: _, ...beside } = node.schema;
    const resolved = this.resolve({ schema: target, root });
    return { schema: { ...resolved.schema, ...beside }, root: resolved.root };
  }

  /** The schemas that a member of an object, or an element of an array, may follow. */
  children(node: SchemaNode, key: string): readonly SchemaNode[] {
    return this.branches(node).flatMap(({ schema, root }) => {
      const properties = asSchema(schema.properties);
      const own = properties && Object.hasOwn(properties, key) ? asSchema(properties[key]) : undefined;
      const found =
        own ??
        (/^\d+$/.test(key) ? asSchema(schema.items) : undefined) ??
        asSchema(schema.additionalProperties);
      return found ? [this.resolve({ schema: found, root })] : [];
    });
  }

  /** The node itself, or the alternatives that it is a choice of. */
  branches(node: SchemaNode): readonly SchemaNode[] {
    const { schema, root } = this.resolve(node);
    const choices = [schema.anyOf, schema.oneOf].find(Array.isArray);
    if (!choices) return [{ schema, root }];
    return choices.flatMap((one) => {
      const choice = asSchema(one);
      return choice ? this.branches({ schema: choice, root }) : [];
    });
  }

  /** Names of the members that an object may have, with what is said about each. */
  members(
    node: SchemaNode,
  ): readonly { readonly name: string; readonly node: SchemaNode; readonly required: boolean }[] {
    return this.branches(node).flatMap(({ schema, root }) => {
      const required = Array.isArray(schema.required) ? schema.required : [];
      return Object.entries(asSchema(schema.properties) ?? {}).flatMap(([name, member]) => {
        const own = asSchema(member);
        return own
          ? [{ name, node: this.resolve({ schema: own, root }), required: required.includes(name) }]
          : [];
      });
    });
  }

  /** Whether a part says no more of itself than the shared form that it follows, such as how ids are written. */
  saysOnlyItsForm({ schema }: SchemaNode): boolean {
    const common = Object.hasOwn(this.#schemas, 'common') ? this.#schemas.common : undefined;
    const shared = common && at(common, `/$defs/${String(schema.title)}`);
    return shared !== undefined && shared.description === schema.description;
  }

  #schemaNamed(file: string): JsonSchema | undefined {
    const name = /([^/]+?)\.schema\.json$/.exec(file)?.[1] ?? '';
    return Object.hasOwn(this.#schemas, name) ? this.#schemas[name] : undefined;
  }
}

function at(schema: JsonSchema, path: string): JsonSchema | undefined {
  let found: JsonSchema | undefined = schema;
  for (const key of path.split('/').slice(1)) {
    found = found && Object.hasOwn(found, key) ? asSchema(found[key]) : undefined;
  }
  return found;
}

/** What a schema is for: the shapes that editors tell apart. */
export const isExpression = ({ schema }: SchemaNode): boolean => schema.title === 'Expression';
export const isText = ({ schema }: SchemaNode): boolean => schema.title === 'Text';
