/** What is to be kept in step for one release: its roll-ups, in an order in which each comes after those that it reads. */
import type { FieldModel, Model } from '@tenon/model';
import { physicalField } from '../../query/compile/columns.ts';
import { type Change, touches } from '../../query/reads/affected.ts';
import { type Route, routesOf } from '../../query/reads/routes.ts';
import type { LiveRelease } from '../../releases/live.ts';
import type { PhysicalField } from '../../tables/physical.ts';

export interface Rollup {
  readonly field: FieldModel;
  readonly physical: PhysicalField;
}

/** Roll-ups of one entity that can be worked out at once. */
export interface RollupGroup {
  readonly entity: string;
  readonly level: number;
  readonly rollups: readonly Rollup[];
  /** From a record to whatever they read; fields of roll-ups among it, since their changes are told. */
  readonly routes: readonly Route[];
  /**
   * Some way goes on after the records that point back, so that who changes its end and who changes its middle have to be
   * kept apart.
   */
  readonly wide: boolean;
  /** Others point to a record first; one that is new has nothing to roll up. */
  readonly pointedTo: boolean;
  /** Time alone changes them, or what no record that they read tells of. */
  readonly timeDependent: boolean;
}

/** In the order in which they are worked out. */
export function rollupGroups(release: LiveRelease): readonly RollupGroup[] {
  return release.memo('records:rollups', () => groupsOf(release));
}

/** Whether any roll-up may follow from the change. */
export function concernsRollups(release: LiveRelease, change: Change): boolean {
  return rollupGroups(release).some((group) => group.routes.some((route) => isTouched(group, route, change)));
}

/** Whether the change is about what lies at the end of the route. */
export function isTouched(group: RollupGroup, route: Route, change: Change): boolean {
  return touches(route, change) && !(isOwn(route) && startsEmpty(group, change));
}

const isOwn = ({ steps }: Route): boolean => steps.length === 0;

/** What imports bring may have been referred to before. */
const startsEmpty = ({ pointedTo }: RollupGroup, { action, reserved }: Change) =>
  action === 'create' && pointedTo && !reserved;

/** Ways on which the record that is rolled up to can be told from the changed one alone. */
export function isDirect(model: Model, { steps }: Route): boolean {
  const [step, further] = steps;
  if (!step) return true;
  const storage = model.entities.get(step.from)?.fields.get(step.field)?.storage;
  if (further || storage?.kind !== 'inverse') return false;
  return model.entities.get(storage.entity)?.fields.get(storage.via)?.storage.kind === 'column';
}

function groupsOf(release: LiveRelease): readonly RollupGroup[] {
  const { model } = release;
  const stored = [...model.entities.values()].flatMap(({ fields }) =>
    [...fields.values()].filter(({ computed }) => computed?.stored),
  );
  const routes = new Map(
    stored.map((field) => [field, routesOf(model, field.entity, [checkedOf(field)], 'rollups')]),
  );
  const levels = new Map<FieldModel, number>();
  const levelOf = (field: FieldModel): number => {
    const known = levels.get(field);
    if (known !== undefined) return known;
    const read = (routes.get(field) ?? []).flatMap(({ entity, fields }) =>
      stored.filter((other) => other !== field && other.entity === entity && fields.has(other.id)),
    );
    const level = Math.max(0, ...read.map((other) => levelOf(other) + 1));
    levels.set(field, level);
    return level;
  };
  const grouped = Map.groupBy(
    stored,
    (field) => `${String(levelOf(field)).padStart(4, '0')} ${field.entity}`,
  );
  return [...grouped]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, fields]) => {
      const merged = routesOf(model, fields[0]?.entity ?? '', fields.map(checkedOf), 'rollups');
      return {
        entity: fields[0]?.entity ?? '',
        level: fields[0] ? levelOf(fields[0]) : 0,
        rollups: fields.map((field) => ({ field, physical: physicalField(release, field.entity, field.id) })),
        routes: merged,
        wide: !merged.every((route) => isDirect(model, route)),
        pointedTo: fields.every((field) => startsWithInverse(model, field, routes.get(field) ?? [])),
        timeDependent: fields.some((field) => checkedOf(field).timeDependent) || countsRates(model, merged),
      };
    });
}

/** Rates of exchange come and go as records do, and any of them may count for many amounts. */
function countsRates({ entities }: Model, routes: readonly Route[]): boolean {
  return routes.some(({ entity, fields }) =>
    [...fields].some((id) => {
      const field = entities.get(entity)?.fields.get(id);
      return field?.type.currency?.(field.options) !== undefined;
    }),
  );
}

function startsWithInverse(model: Model, { entity }: FieldModel, routes: readonly Route[]): boolean {
  return routes.every(({ steps: [step] }) => {
    const storage = step && model.entities.get(entity)?.fields.get(step.field)?.storage;
    return !step || storage?.kind === 'inverse';
  });
}

function checkedOf({ computed, entity, id }: FieldModel) {
  if (!computed) throw new Error(`${entity}.${id} follows from nothing`);
  return computed.rule.checked;
}
