import type {
  Catalog,
  CheckedExpression,
  Expression,
  Language,
  Moment,
  Row,
  TypedNode,
} from '@tenon/expressions';

export interface Situation extends Moment {
  /** The viewer's own record, as far as it is known. */
  readonly viewer: Row;
  /** Whether more of the viewer is known than who he is. */
  readonly viewerKnown?: boolean;
  /** The record behind a relation, as far as it is known. */
  readonly related: (entity: string, id: string) => Row | undefined;
}

/** A relation that some condition looks through: of the form's own record, or of the viewer's. */
export interface Reach {
  readonly from: 'record' | 'viewer';
  readonly field: string;
  readonly entity: string;
}

export type Decision = (row: Row, situation: Situation) => boolean;

export interface DecisionsInput {
  readonly entity: string;
  readonly rules: Language;
  readonly catalog: Catalog;
}

/**
 * Parses conditions once, to be decided in the browser, and notes what must be known for that. A condition that asks for
 * what the viewer may not see, or for lists of other records, cannot be decided here: the server is its judge.
 */
export function createDecisions({ entity, rules, catalog }: DecisionsInput) {
  const reaches = new Map<string, Reach>();
  const seen = { viewer: false };

  /** Undefined when only the server can tell. */
  function parse(expression: Expression | undefined): CheckedExpression | undefined {
    if (expression === undefined) return undefined;
    const parsed = rules.parse(expression, { catalog, entity, names: { viewer: 'user' } }).expression;
    return parsed && !needsServer(parsed) ? parsed : undefined;
  }

  return {
    get reaches(): readonly Reach[] {
      return [...reaches.values()];
    },
    get readsViewer(): boolean {
      return seen.viewer;
    },
    /** Gives `undecided` where nothing else can be said. */
    compile(expression: Expression | undefined, undecided: boolean): Decision {
      const parsed = parse(expression);
      if (!parsed) return () => undecided;
      for (const reach of reachesOf(parsed.root)) reaches.set(`${reach.from} ${reach.field}`, reach);
      const viewer = asksViewer(parsed.root);
      seen.viewer ||= viewer;
      return (row, situation) =>
        viewer && situation.viewerKnown !== true
          ? undecided
          : rules.test(parsed, contextOf(row, situation, catalog));
    },
    /** Own fields that a condition reads. */
    reads: (expression: Expression): readonly string[] => parse(expression)?.reads[entity] ?? [],
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
  if (node.node !== 'field') return [];
  const [field] = node.path;
  const [entity] = node.via;
  if (field === undefined || entity === undefined) return [];
  return [{ from: node.from === undefined ? 'record' : 'viewer', field, entity }];
}

/** Whether an expression asks for more of the viewer than who he is. */
function asksViewer(node: TypedNode): boolean {
  if (node.node === 'operation') return node.operands.some(asksViewer);
  return node.node === 'field' && node.from !== undefined && node.path.join('.') !== 'id';
}

/** Whether an expression asks for something that only the server knows. */
function needsServer({ root }: CheckedExpression): boolean {
  const asks = (node: TypedNode): boolean =>
    node.node === 'aggregate' ||
    (node.node === 'field' && node.via.length > 1) ||
    (node.node === 'operation' && (node.operator === 'in_segment' || node.operands.some(asks)));
  return asks(root);
}
