import { defineFieldType, type OptionsContext, type OptionsProblem } from '@tenon/plugin-api';
import { parsed, refused } from '../shared/parsing.ts';
import { entityId, optionsOf, uuidPattern } from '../shared/schemas.ts';

export interface RelationOptions {
  /** The entity on the other side. */
  readonly to: string;
  readonly cardinality?: 'one' | 'many' | 'inverse';
  /** For `inverse`: the relation of the other entity that this one is the other side of. */
  readonly via?: string;
}

/** `one` is the id of a record; `many` and `inverse` are lists of ids. */
export type RelationValue = string | readonly string[];

const mostRelated = 1000;

export const relation = defineFieldType<RelationOptions, RelationValue>({
  id: 'relation',
  label: { en: 'Relation', 'zh-CN': '关联' },
  description: {
    en: 'Refers to one or many records, or shows those that refer to this one.',
    'zh-CN': '引用一条或多条记录，或反向显示引用本记录的记录。',
  },
  icon: 'link',
  optionsSchema: optionsOf(
    {
      to: { ...entityId, description: 'The entity on the other side.' },
      cardinality: { enum: ['one', 'many', 'inverse'], default: 'one' },
      via: {
        ...entityId,
        description: 'For `inverse`: the relation of the other entity that this one is the other side of.',
      },
    },
    ['to'],
  ),
  checkOptions: problemsOf,
  valueSchema: (options) =>
    isOne(options)
      ? { type: 'string', pattern: uuidPattern }
      : {
          type: 'array',
          items: { type: 'string', pattern: uuidPattern },
          minItems: 1,
          maxItems: mostRelated,
          uniqueItems: true,
        },
  valueType(options) {
    const id = { kind: 'id', entity: options.to } as const;
    return isOne(options) ? id : { kind: 'list', of: id };
  },
  storage({ to, cardinality = 'one', via = '' }) {
    if (cardinality === 'one') return { kind: 'column' };
    return cardinality === 'many' ? { kind: 'link', entity: to } : { kind: 'inverse', entity: to, via };
  },
  relation: ({ to, cardinality = 'one' }) => ({ cardinality, entity: to }),
  resultOf: (expression) => expression,
  operators: ['==', '!=', 'in', 'empty'],
  groupable: true,
  canBeUnique: true,
  normalize: (value) => (typeof value === 'string' ? value : [...value].sort()),
  format: (value) => idsOf(value).join(', '),
  parse(written, options) {
    const ids = written
      .toLowerCase()
      .split(/[;,\s]+/)
      .filter((id) => id !== '');
    if (ids.length === 0) return parsed<RelationValue>(null);
    const stray = ids.find((id) => !isId.test(id));
    if (stray !== undefined) return refused(stray, 'the id of a record');
    if (!isOne(options)) return parsed([...new Set(ids)].sort());
    const [id = ''] = ids;
    return ids.length === 1 ? parsed(id) : refused(written, 'the id of one record');
  },
  toText: (value) => idsOf(value).join('; '),
});

const isId = new RegExp(uuidPattern);

function isOne({ cardinality = 'one' }: RelationOptions): boolean {
  return cardinality === 'one';
}

function idsOf(value: RelationValue): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

function problemsOf(options: RelationOptions, context: OptionsContext): readonly OptionsProblem[] {
  const { to, cardinality = 'one', via } = options;
  if (!context.hasEntity(to)) return [{ pointer: '/to', message: `There is no entity ${to}` }];
  if (cardinality !== 'inverse') {
    return via === undefined
      ? []
      : [{ pointer: '/via', message: 'Only an inverse relation goes via another' }];
  }
  if (via === undefined) {
    return [
      {
        pointer: '',
        message: `An inverse relation names, in \`via\`, the relation of ${to} that it is the other side of`,
      },
    ];
  }
  const other = context.fieldOf(to, via);
  if (!other) return [{ pointer: '/via', message: `The entity ${to} has no field ${via}` }];
  if (pointsTo(other) !== context.entityId) {
    return [{ pointer: '/via', message: `The field ${to}.${via} is not a relation to ${context.entityId}` }];
  }
  return [];
}

/** The entity that a relation as written refers to; undefined when it can't be inverted. */
function pointsTo({
  type,
  options,
}: {
  type: string;
  options: { readonly [option: string]: unknown };
}): unknown {
  if (type === 'user') return 'user';
  return type === 'relation' && options.cardinality !== 'inverse' ? options.to : undefined;
}
