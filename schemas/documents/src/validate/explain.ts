import type { ErrorObject } from 'ajv';
import { type Details, shown } from '../catalogue.ts';
import { pointerKeys, pointerTo, valueAt } from '../pointer.ts';
import type { DocumentProblemCode } from '../problems.ts';
import { closest } from '../suggest.ts';

/** A problem that does not know its document yet. */
export interface Finding {
  readonly code: DocumentProblemCode;
  readonly pointer: string;
  readonly details: Details;
  readonly hint?: string;
}

/** Turns the errors of Ajv (all of them, verbose) into one finding per cause. */
export function explain(errors: readonly ErrorObject[], root: unknown): readonly Finding[] {
  const causes = withoutBranches(errors, root);
  const unknown = causes.filter((error) => isUnknownProperty(error)).map((error) => unknownProperty(error));
  const misspelt = new Set(
    unknown.flatMap(({ pointer, meant }) =>
      meant === undefined ? [] : [pointerTo(parentOf(pointer), meant)],
    ),
  );
  const others = causes
    .filter((error) => !isUnknownProperty(error))
    // A misspelt property is one cause: don't also call the right spelling missing.
    .filter(
      (error) =>
        error.keyword !== 'required' ||
        !misspelt.has(pointerTo(error.instancePath, String(error.params.missingProperty))),
    )
    .map((error) => finding(error));
  return unique([...unknown.map(({ meant: _, ...rest }) => rest), ...others]);
}

/**
 * Of an `anyOf` or `oneOf`, only the errors of the alternative that the author most likely meant: the one that fits the
 * value's type and has the fewest other errors. When none fits the type, one error that lists what is allowed.
 */
function withoutBranches(errors: readonly ErrorObject[], root: unknown): readonly ErrorObject[] {
  let left = [...errors];
  const choices = errors
    .filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
    .toSorted((a, b) => b.instancePath.length - a.instancePath.length);
  for (const choice of choices) {
    const inside = left.filter((error) => error !== choice && isInside(error, choice));
    const branches = Map.groupBy(inside, (error) => branchOf(error, choice));
    const fitting = [...branches.values()].filter(
      (branch) => !branch.some((error) => misfits(error, choice)),
    );
    const best = fitting.toSorted((a, b) => weight(a, choice) - weight(b, choice))[0];
    const dropped = new Set<ErrorObject>(inside.filter((error) => !best?.includes(error)));
    if (best && best.length > 0) dropped.add(choice);
    left = left.filter((error) => !dropped.has(error));
  }
  return left.filter((error) => valueAt(root, error.instancePath) !== undefined || error.instancePath === '');
}

/** At the place of the choice or below it; other than by the schema, which a reference inside a branch leaves. */
function isInside(error: ErrorObject, choice: ErrorObject): boolean {
  if (error.schemaPath.startsWith(`${choice.schemaPath}/`)) {
    return (
      error.instancePath === choice.instancePath || error.instancePath.startsWith(`${choice.instancePath}/`)
    );
  }
  return branchByProperty(error, choice) !== undefined;
}

function branchOf(error: ErrorObject, choice: ErrorObject): string {
  if (!error.schemaPath.startsWith(`${choice.schemaPath}/`)) return branchByProperty(error, choice) ?? '';
  return error.schemaPath.slice(choice.schemaPath.length + 1).split('/')[0] ?? '';
}

/** The branch that knows the property through which an error lies below the choice. */
function branchByProperty(error: ErrorObject, choice: ErrorObject): string | undefined {
  if (!error.instancePath.startsWith(`${choice.instancePath}/`)) return undefined;
  const [property = ''] = pointerKeys(error.instancePath.slice(choice.instancePath.length));
  const branches = choice.schema as readonly { readonly properties?: object }[];
  const index = branches.findIndex(({ properties }) => properties && Object.hasOwn(properties, property));
  return index < 0 ? undefined : String(index);
}

const misfits = (error: ErrorObject, choice: ErrorObject): boolean =>
  error.keyword === 'type' && error.instancePath === choice.instancePath;

/** A missing property at the choice itself says most clearly that another alternative was meant. */
const weight = (branch: readonly ErrorObject[], choice: ErrorObject): number =>
  branch.reduce(
    (sum, error) =>
      sum + (error.keyword === 'required' && error.instancePath === choice.instancePath ? 10 : 1),
    0,
  );

const isUnknownProperty = ({ keyword }: ErrorObject): boolean =>
  keyword === 'additionalProperties' || keyword === 'unevaluatedProperties';

function unknownProperty(error: ErrorObject): Finding & { readonly meant: string | undefined } {
  const property = String(error.params.additionalProperty ?? error.params.unevaluatedProperty);
  const allowed = Object.keys((error.parentSchema?.properties as object | undefined) ?? {});
  const present = Object.keys((error.data as object | null) ?? {});
  const meant = closest(
    property,
    allowed.filter((name) => !present.includes(name)),
  );
  return {
    code: 'property-unknown',
    pointer: pointerTo(error.instancePath, property),
    details: { property, allowed: listed(allowed.filter((name) => !name.startsWith('$'))) },
    ...(meant !== undefined && { hint: `Did you mean '${meant}'?` }),
    meant,
  };
}

function finding(error: ErrorObject): Finding {
  const at = { pointer: error.instancePath };
  const value = shown(error.data);
  const limit = Number(error.params.limit);
  const make = explanations[error.keyword as keyof typeof explanations];
  if (make) return { ...at, ...make(error, value, limit) };
  return { ...at, code: 'value-invalid', details: { value, reason: error.message ?? error.keyword } };
}

type Explained = Pick<Finding, 'code' | 'details' | 'hint'>;
type Explanation = (error: ErrorObject, value: string, limit: number) => Explained;

const length =
  (bound: string): Explanation =>
  (error, _, limit) => ({
    code: 'value-length',
    details: { length: [...String(error.data)].length, limit, bound },
  });
const count =
  (bound: string): Explanation =>
  (error, _, limit) => ({
    code: 'items-count',
    details: { count: Object.keys(error.data as object).length, limit, bound },
  });
const range =
  (bound: string): Explanation =>
  (_error, value, limit) => ({
    code: 'value-range',
    details: { value, limit, bound },
  });

const explanations: { readonly [keyword: string]: Explanation } = {
  type: (error, value) => ({
    code: 'value-type',
    details: { value, expected: typeNames([error.params.type].flat() as string[]) },
  }),
  required: (error) => ({
    code: 'property-missing',
    details: { property: String(error.params.missingProperty) },
  }),
  enum: (error, value) => {
    const allowed = error.params.allowedValues as readonly unknown[];
    const meant = typeof error.data === 'string' ? closest(error.data, allowed.map(String)) : undefined;
    return {
      code: 'value-not-listed',
      details: { value, allowed: listed(allowed.map(shown)) },
      ...(meant !== undefined && { hint: `Did you mean '${meant}'?` }),
    };
  },
  const: (error, value) => ({
    code: 'value-not-listed',
    details: { value, allowed: shown(error.params.allowedValue) },
  }),
  pattern: (error, value) => {
    const title = String(error.parentSchema?.title ?? '');
    const code = Object.hasOwn(forms, title) ? forms[title] : undefined;
    const known: Details = { value };
    if (code) return { code, details: known };
    const expected = String(error.parentSchema?.description ?? error.params.pattern);
    return { code: 'value-pattern', details: { value, expected } };
  },
  format: (error, value) => ({
    code: 'value-pattern',
    details: { value, expected: String(error.params.format) },
  }),
  minLength: length('least'),
  maxLength: length('most'),
  minItems: count('least'),
  maxItems: count('most'),
  minProperties: count('least'),
  maxProperties: count('most'),
  minimum: range('least'),
  maximum: range('most'),
  exclusiveMinimum: range('least, exclusive'),
  exclusiveMaximum: range('most, exclusive'),
  uniqueItems: (error) => ({
    code: 'items-repeated',
    details: { first: Number(error.params.j) + 1, second: Number(error.params.i) + 1 },
  }),
  anyOf: (error, value) => ({ code: 'value-type', details: { value, expected: alternatives(error) } }),
  oneOf: (error, value) => ({ code: 'value-type', details: { value, expected: alternatives(error) } }),
};

const forms: { readonly [title: string]: DocumentProblemCode } = {
  Id: 'id-form',
  Path: 'path-form',
  Duration: 'duration-form',
};

function alternatives(error: ErrorObject): string {
  const branches = (error.schema as readonly { readonly [keyword: string]: unknown }[] | undefined) ?? [];
  const names = branches.map((branch) => {
    if (branch.type === 'object' && branch.properties) {
      return `an object with ${Object.keys(branch.properties).join(' or ')}`;
    }
    return branch.type === undefined
      ? String(branch.title ?? 'another form')
      : typeNames([branch.type].flat() as string[]);
  });
  return [...new Set(names)].join(', or ');
}

const typeNames = (types: readonly string[]): string =>
  types.map((type) => (typeWords as { readonly [type: string]: string })[type] ?? type).join(' or ');

const typeWords = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

const listed = (names: readonly string[]): string =>
  names.length > 24 ? `${names.slice(0, 24).join(', ')} …` : names.join(', ');

const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'));

function unique(findings: readonly Finding[]): readonly Finding[] {
  return [
    ...new Map(findings.map((one) => [JSON.stringify([one.code, one.pointer, one.details]), one])).values(),
  ];
}
