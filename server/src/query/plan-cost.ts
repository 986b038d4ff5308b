/** What the planner's choice for one page of a list reads, as it estimates. */

export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Plan Rows'?: number;
  readonly 'Startup Cost'?: number;
  readonly 'Total Cost'?: number;
  readonly 'Relation Name'?: string;
  readonly 'Parent Relationship'?: string;
  readonly 'Subplan Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Filter?: string;
  readonly Plans?: readonly PlanNode[];
}

export interface PlanCost {
  /** Rows read of each table. */
  readonly reads: ReadonlyMap<string, number>;
  /** All of some rows are put in order before the first is given. */
  readonly sorts: boolean;
}

/** `rowsOf` tells how many rows a table holds. */
export function planCost(plan: PlanNode, rowsOf: (table: string) => number): PlanCost {
  const reads = new Map<string, number>();
  let sorts = false;
  // `times`: how often the node is run; `part`: how much of what it gives is fetched each time.
  const visit = (node: PlanNode, times: number, part: number): void => {
    const type = node['Node Type'];
    const table = node['Relation Name'];
    const given = rows(node);
    const whole = table === undefined ? 0 : sizeOf(node, rowsOf(table));
    if (table !== undefined) reads.set(table, (reads.get(table) ?? 0) + times * part * whole);
    if (type === 'Sort') sorts = true;
    const [outer] = node.Plans ?? [];
    for (const child of node.Plans ?? []) {
      const relation = child['Parent Relationship'];
      if (relation === 'SubPlan') {
        const hashed = !correlated(node, child);
        visit(child, hashed ? times : times * Math.max(1, part * Math.max(whole, given)), 1);
      } else if (relation === 'InitPlan') visit(child, 1, 1);
      else if (type === 'Nested Loop' && relation === 'Inner') {
        visit(child, times * Math.max(1, part * rows(outer)), 1);
      } else if (type === 'Limit') visit(child, times, part * Math.min(1, given / Math.max(1, rows(child))));
      else if (type === 'Incremental Sort') visit(child, times, Math.min(1, part + startup(node)));
      else visit(child, times, blocks(type, relation) ? 1 : part);
    }
  };
  visit(plan, 1, 1);
  return { reads, sorts };
}

function rows(node: PlanNode | undefined): number {
  return node?.['Plan Rows'] ?? 0;
}

/** Rows that a scan meets when it runs to its end. */
function sizeOf(node: PlanNode, all: number): number {
  return node['Node Type'] === 'Seq Scan' || node['Index Cond'] === undefined ? whole(node, all) : rows(node);
}

/** What a bitmap has chosen is all that is met; else the whole table. */
function whole(node: PlanNode, all: number): number {
  return node['Node Type'] === 'Bitmap Heap Scan' ? rows(node.Plans?.[0]) : all;
}

function correlated(node: PlanNode, { 'Subplan Name': name = '' }: PlanNode): boolean {
  return !(node.Filter ?? '').includes(`hashed ${name}`);
}

function startup(node: PlanNode): number {
  return (node['Startup Cost'] ?? 0) / Math.max(1, node['Total Cost'] ?? 1);
}

/** Nodes that read all below them before they give the first row. */
function blocks(type: string, relation: string | undefined): boolean {
  if (['Sort', 'Aggregate', 'Hash', 'Bitmap Heap Scan', 'Gather'].includes(type)) return type !== 'Gather';
  return type === 'Hash Join' && relation === 'Inner';
}
