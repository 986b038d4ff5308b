/** The same values worked out in memory, from what people wrote alone. */
import type { Row } from '@tenon/expressions';
import type { RecordBody } from '@tenon/model';
import type { Context } from '../../../context.ts';
import { physicalField } from '../../../query/compile/columns.ts';

export type Everything = ReadonlyMap<string, readonly RecordBody[]>;
/** `entity/id` → field → value. */
export type Figures = { readonly [record: string]: { readonly [field: string]: unknown } };

/** What the records hold in their computed fields. */
export function heldFigures({ release }: Context, all: Everything): Figures {
  return figuresOf(release, all, (record, field) => record[field]);
}

/** What follows from the fields that are written. */
export function figuresInMemory({ release, moment }: Context, all: Everything): Figures {
  const { model, registry } = release;
  const byId = new Map(
    [...all].flatMap(([entity, records]) => records.map((record) => [`${entity}/${record.id}`, record])),
  );
  const idsIn = (value: unknown): readonly string[] =>
    Array.isArray(value) ? value.map(String) : value ? [String(value)] : [];
  const relatedMany = (entity: string, row: Row, id: string): readonly Row[] => {
    const field = model.entities.get(entity)?.fields.get(id);
    if (field?.storage.kind !== 'inverse') {
      return idsIn(row[id]).flatMap((other) => byId.get(`${field?.relation?.entity}/${other}`) ?? []);
    }
    const { entity: other, via } = field.storage;
    return (all.get(other) ?? []).filter((record) => idsIn(record[via]).includes(String(row.id)));
  };
  const contextOf = (row: Row) => ({
    ...moment,
    row,
    related: (entity: string, from: Row, id: string) => {
      const target = model.entities.get(entity)?.fields.get(id)?.relation?.entity;
      return byId.get(`${target}/${String(from[id])}`);
    },
    relatedMany,
    segmentOf: () => undefined,
    computed: (entity: string, id: string) =>
      model.entities.get(entity)?.fields.get(id)?.computed?.rule.checked,
  });
  return figuresOf(release, all, (record, id, entity) => {
    const { field, serverType } = physicalField(release, entity, id);
    const checked = field.computed?.rule.checked;
    const value = checked && registry.rules.evaluate(checked, contextOf(record));
    if (value === null || value === undefined) return null;
    return serverType.fromDb([typeof value === 'number' ? String(value) : value], field.options);
  });
}

function figuresOf(
  { model }: Context['release'],
  all: Everything,
  figureOf: (record: RecordBody, field: string, entity: string) => unknown,
): Figures {
  const figures: { [record: string]: { [field: string]: unknown } } = {};
  for (const [entity, records] of all) {
    const computed = [...(model.entities.get(entity)?.fields.values() ?? [])].filter(
      (field) => field.computed,
    );
    for (const record of records) {
      figures[`${entity}/${record.id}`] = Object.fromEntries(
        computed.map(({ id }) => [id, figureOf(record, id, entity) ?? null]),
      );
    }
  }
  return figures;
}
