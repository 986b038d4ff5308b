import type {
  Catalog,
  CheckedExpression,
  Expression,
  FieldNode,
  Language,
  Moment,
  Row,
  TypedNode,
} from '@tenon/expressions';
import type { FormConfig } from '@tenon/model';
import type { CatalogField } from './catalog.ts';

/** A form with its conditions decided for the values of the moment. */
export interface DecidedForm {
  readonly sections: readonly DecidedSection[];
}
export interface DecidedSection {
  readonly id: string;
  readonly label: FormConfig['sections'][number]['label'];
  readonly columns: number;
  readonly fields: readonly DecidedField[];
}
export interface DecidedField {
  readonly field: string;
  readonly span: number;
  readonly required: boolean;
  readonly readOnly: boolean;
}

/** A relation of the form's own entity that some condition looks through. */
export interface Reach {
  readonly field: string;
  readonly entity: string;
}

export interface FormConditions {
  /** Related records that must be known before conditions can be decided in full. */
  readonly reaches: readonly Reach[];
  /** Leaves out what is hidden; sections without a field vanish. */
  decide(row: Row, situation: Situation): DecidedForm;
}

export interface Situation extends Moment {
  readonly viewer: Row;
  /** The record behind a relation, as far as it is known. */
  readonly related: (entity: string, id: string) => Row | undefined;
}

export interface ConditionsInput {
  readonly form: Pick<FormConfig, 'sections'>;
  readonly entity: string;
  readonly rules: Language;
  readonly catalog: Catalog;
}

type Decision = (row: Row, situation: Situation) => boolean;

/**
 * Parses the conditions of a form once. A condition that asks for what the viewer may not see, for lists of other records,
 * or for amounts in other currencies, cannot be decided here: it then hides nothing and demands nothing, and the server stays the judge.
 */
export function compileConditions({ form, entity, rules, catalog }: ConditionsInput): FormConditions {
  const reaches = new Map<string, Reach>();
  const compile = (expression: Expression | undefined, undecided: boolean): Decision => {
    if (expression === undefined) return () => undecided;
    const parsed = rules.parse(expression, { catalog, entity, names: { viewer: 'user' } }).expression;
    if (!parsed || needsServer(parsed, catalog)) return () => undecided;
    for (const reach of reachesOf(parsed.root)) reaches.set(reach.field, reach);
    return (row, situation) => rules.test(parsed, contextOf(row, situation, catalog));
  };
  const sections = form.sections.map((section) => ({
    section,
    visible: compile(section.visible, true),
    fields: section.fields.map((field) => ({
      field,
      visible: compile(field.visible, true),
      required: compile(field.required, false),
      readOnly: compile(field.readOnly, false),
    })),
  }));
  return {
    reaches: [...reaches.values()],
    decide: (row, situation) => ({
      sections: sections
        .filter(({ visible }) => visible(row, situation))
        .map(({ section, fields }) => ({
          id: section.id,
          label: section.label,
          columns: section.columns,
          fields: fields
            .filter(({ visible }) => visible(row, situation))
            .map(({ field, required, readOnly }) => ({
              field: field.field,
              span: field.span,
              required: required(row, situation),
              readOnly: readOnly(row, situation),
            })),
        }))
        .filter(({ fields }) => fields.length > 0),
    }),
  };
}

function contextOf(
  row: Row,
  { now, timeZone, viewer, related }: Situation,
  catalog: Catalog,
): Parameters<Language['test']>[1] {
  return {
    now,
    timeZone,
    row,
    names: { viewer },
    related(entity, from, field) {
      const target = catalog.entity(entity)?.field(field)?.relation?.entity;
      const id = from[field];
      return target !== undefined && typeof id === 'string' ? related(target, id) : undefined;
    },
    // Conditions over these are not decided here: see needsServer.
    relatedMany: () => [],
    segmentOf: () => undefined,
  };
}

function reachesOf(node: TypedNode): readonly Reach[] {
  if (node.node === 'operation') return node.operands.flatMap(reachesOf);
  if (node.node !== 'field' || node.from !== undefined) return [];
  const [field] = node.path;
  const [entity] = node.via;
  return field === undefined || entity === undefined ? [] : [{ field, entity }];
}

/** Whether an expression asks for something that only the server knows. */
function needsServer({ root }: CheckedExpression, catalog: Catalog): boolean {
  const isOnServer = ({ entity, via, path }: FieldNode) => {
    const field: CatalogField | undefined = catalog.entity(via.at(-1) ?? entity)?.field(path.at(-1) ?? '');
    return field?.onServer === true;
  };
  const asks = (node: TypedNode): boolean =>
    node.node === 'aggregate' ||
    (node.node === 'field' && isOnServer(node)) ||
    (node.node === 'operation' && (node.operator === 'in_segment' || node.operands.some(asks)));
  return asks(root);
}
