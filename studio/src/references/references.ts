import { pointerKeys, type Text, valueAt } from '@tenon/documents';
import { type EntityModel, type FieldModel, fitsView, type Model } from '@tenon/model';
import type { Registry } from '@tenon/plugin-api';

export interface ReferenceOption {
  readonly id: string;
  readonly label: Text | undefined;
  readonly icon?: string;
}

export interface ReferenceContext {
  readonly kind: string;
  readonly document: unknown;
  readonly model: Model;
  readonly registry: Registry;
}

type Source = (context: ReferenceContext, keys: readonly string[]) => readonly ReferenceOption[] | undefined;

const labelled = (
  items: Iterable<{ readonly id: string; readonly label?: Text }>,
): readonly ReferenceOption[] =>
  [...items].map(({ id, label, ...more }) => ({
    id,
    label,
    ...('icon' in more && typeof more.icon === 'string' && { icon: more.icon }),
  }));

const entities: Source = ({ model }) => labelled(model.entities.values());
const documents =
  (kind: 'taskTypes' | 'queues' | 'reports' | 'dashboards' | 'views' | 'roles'): Source =>
  ({ model }) =>
    labelled(model[kind].values());
const contributed =
  (point: 'fieldTypes' | 'viewTypes' | 'tileTypes' | 'assignmentStrategies'): Source =>
  ({ registry }) =>
    labelled(registry[point].all());

/** The entity that a document is about. */
export function entityOf({ kind, document, model }: ReferenceContext): EntityModel | undefined {
  const text = (pointer: string) => {
    const value = valueAt(document, pointer);
    return typeof value === 'string' ? value : '';
  };
  if (kind === 'entity') return model.entities.get(text('/id'));
  if (kind === 'assignment-rule') return model.taskTypes.get(text('/taskType'))?.entity;
  return model.entities.get(text('/entity'));
}

/** The entity whose fields an expression at a place reads. */
export function scopeOf(context: ReferenceContext, keys: readonly string[]): EntityModel | undefined {
  const { kind, document, model } = context;
  const place = `/${keys.join('/')}`;
  if (kind === 'queue' && keys[0] === 'members') return model.entities.get('user');
  if (kind === 'assignment-rule' && /^\/(recall\/operators|match\/(capacity|weight))/.test(place))
    return model.entities.get('user');
  if (kind === 'role') return model.entities.get(String(valueAt(document, `/grants/${keys[1]}/entity`)));
  return entityOf(context);
}

const fields =
  (
    entity: (context: ReferenceContext, keys: readonly string[]) => EntityModel | undefined = entityOf,
  ): Source =>
  (context, keys) =>
    labelled(entity(context, keys)?.fields.values() ?? []);

/** Fields, and fields of the records that they lead to, one step further. */
export function pathsOf(entity: EntityModel | undefined, model: Model): readonly ReferenceOption[] {
  if (!entity) return [];
  const own = [...entity.fields.values()];
  const further = own
    .filter(({ relation, system }) => relation?.cardinality === 'one' && !system)
    .flatMap((step) =>
      [...(model.entities.get(step.relation?.entity ?? '')?.fields.values() ?? [])]
        .filter(({ system }) => !system)
        .map(({ id, label }) => ({ id: `${step.id}.${id}`, label: joined(step.label, label) })),
    );
  return [...labelled(own), ...further];
}

const joined = (left: Text, right: Text): Text => ({
  en: `${inLanguage(left, 'en')} › ${inLanguage(right, 'en')}`,
  'zh-CN': `${inLanguage(left, 'zh-CN')} › ${inLanguage(right, 'zh-CN')}`,
});
const inLanguage = (text: Text, language: 'en' | 'zh-CN') =>
  typeof text === 'string' ? text : (text[language] ?? text.en ?? text['zh-CN'] ?? '');

const paths: Source = (context) => pathsOf(entityOf(context), context.model);
const columnsOfList: Source = (context, keys) => {
  const relation = valueAt(context.document, `/lists/${keys[1]}/relation`);
  const target = entityOf(context)?.field(String(relation))?.relation?.entity;
  return pathsOf(context.model.entities.get(target ?? ''), context.model);
};
const ownIds =
  (...lists: readonly string[]): Source =>
  (context) => {
    const known = new Map(pathsOf(entityOf(context), context.model).map(({ id, label }) => [id, label]));
    return lists.flatMap((list) => {
      const items = valueAt(context.document, list);
      return Array.isArray(items)
        ? items.flatMap((item) =>
            hasId(item) ? [{ id: item.id, label: item.label ?? known.get(item.field ?? '') }] : [],
          )
        : [];
    });
  };
const hasId = (item: unknown): item is { id: string; label?: Text; field?: string } =>
  typeof item === 'object' && item !== null && typeof (item as { id?: unknown }).id === 'string';
const grantEntities: Source = (context, keys) => [
  { id: '*', label: { en: 'All entities', 'zh-CN': '所有对象' } },
  ...(entities(context, keys) ?? []),
];
const fieldsOfGrant = fields(({ document, model }, keys) =>
  model.entities.get(String(valueAt(document, `/grants/${keys[1]}/entity`))),
);
const relations: Source = (context) =>
  labelled([...(entityOf(context)?.fields.values() ?? [])].filter(({ relation }) => relation));

/** Which places of a kind hold ids of something else; `*` stands for an index. */
const table: { readonly [kind: string]: { readonly [place: string]: Source } } = {
  organisation: { '/defaultRoles/*': documents('roles') },
  entity: {
    '/titleField': fields(),
    '/searchFields/*': fields(),
    '/sort/*/field': paths,
    '/fields/*/type': contributed('fieldTypes'),
    '/fields/*/options/to': entities,
    '/fields/*/options/via': inverseFields,
    '/fields/*/options/relation': relationsToMany,
    '/recordTypes/*/choices/*/field': choiceFields,
    '/recordTypes/*/choices/*/options/*': narrowedChoices,
    '/recordTypes/*/form': formsOfEntity,
    '/defaultRecordType': ownIds('/recordTypes'),
    '/rules/*/fields/*': fields(),
    '/uniques/*/fields/*': fields(),
    '/indexes/*/filter/*': fields(),
    '/indexes/*/sort/*/field': fields(),
    '/stages/field': choiceFields,
    '/stages/initial/*': stageChoices,
    '/stages/transitions/*/from/*': stageChoices,
    '/stages/transitions/*/to/*': stageChoices,
    '/stages/transitions/*/required/*': fields(),
    '/stages/transitions/*/roles/*': documents('roles'),
  },
  form: { '/entity': entities, '/sections/*/fields/*/field': fields() },
  view: {
    '/entity': entities,
    '/type': contributed('viewTypes'),
    '/columns/*/field': paths,
    '/sort/*/field': paths,
    '/options/*': fieldsOfView,
  },
  segmentation: { '/entity': entities },
  'duplicate-rule': { '/entity': entities, '/match/*/all/*/field': fields() },
  page: {
    '/entity': entities,
    '/roles/*': documents('roles'),
    '/recordTypes/*': recordTypes,
    '/summary/*': paths,
    '/tabs/*/sections/*/fields/*': paths,
    '/tabs/*/sections/*/list/relation': relationsToMany,
    '/tabs/*/sections/*/list/columns/*': columnsOfPageList,
    '/tabs/*/sections/*/list/sort/*/field': columnsOfPageList,
    '/tabs/*/sections/*/timeline/relations/*': relationsToMany,
    '/tabs/*/sections/*/report/report': documents('reports'),
    '/tabs/*/sections/*/report/by': pathsOfReport,
    '/tabs/*/sections/*/report/type': contributed('tileTypes'),
  },
  queue: { '/entity': entities },
  'task-type': {
    '/entity': entities,
    '/facts/*': paths,
    '/lists/*/relation': relations,
    '/lists/*/columns/*': columnsOfList,
    '/lists/*/sort/*/field': columnsOfList,
    '/outcomes/*/fields/*/field': fields(),
    '/outcomes/*/effects/*/followUp/taskType': documents('taskTypes'),
    '/outcomes/*/effects/*/followUp/queue': documents('queues'),
    '/outcomes/*/effects/*/release/queue': documents('queues'),
  },
  'assignment-rule': {
    '/taskType': documents('taskTypes'),
    '/recall/records/sort/*/field': paths,
    '/match/strategy': contributed('assignmentStrategies'),
    '/match/load/taskTypes/*': documents('taskTypes'),
    '/validity/queue': documents('queues'),
    '/waiting/queue': documents('queues'),
  },
  report: {
    '/entity': entities,
    '/groupBy/*/field': paths,
    '/measures/*/field': paths,
    '/sort/*/by': ownIds('/groupBy', '/measures'),
  },
  dashboard: { '/tiles/*/type': contributed('tileTypes'), '/tiles/*/report': documents('reports') },
  role: {
    '/grants/*/entity': grantEntities,
    '/grants/*/fields/hidden/*': fieldsOfGrant,
    '/grants/*/fields/readOnly/*': fieldsOfGrant,
  },
  app: {
    '/roles/*': documents('roles'),
    '/items/*/view': documents('views'),
    '/items/*/dashboard': documents('dashboards'),
    '/items/*/entity': entities,
    '/home/dashboards/*': documents('dashboards'),
  },
};

function inverseFields(
  { document, model }: ReferenceContext,
  keys: readonly string[],
): readonly ReferenceOption[] {
  const target = valueAt(document, `/fields/${keys[1]}/options/to`);
  return labelled(
    [...(model.entities.get(String(target))?.fields.values() ?? [])].filter(
      ({ relation }) => relation !== undefined && relation.cardinality !== 'inverse',
    ),
  );
}

/** Relations that lead to many records, and those of the records that relations to one lead to. */
function relationsToMany(context: ReferenceContext): readonly ReferenceOption[] {
  const own = [...(entityOf(context)?.fields.values() ?? [])];
  return labelled(own.filter(({ relation }) => relation !== undefined && relation.cardinality !== 'one'));
}

function columnsOfPageList(context: ReferenceContext, keys: readonly string[]): readonly ReferenceOption[] {
  const [, tab = '', , section = ''] = keys;
  const relation = valueAt(context.document, `/tabs/${tab}/sections/${section}/list/relation`);
  const target = entityOf(context)?.field(String(relation))?.relation?.entity;
  return pathsOf(context.model.entities.get(target ?? ''), context.model);
}

function pathsOfReport(context: ReferenceContext, keys: readonly string[]): readonly ReferenceOption[] {
  const [, tab = '', , section = ''] = keys;
  const report = valueAt(context.document, `/tabs/${tab}/sections/${section}/report/report`);
  return pathsOf(context.model.reports.get(String(report))?.entity, context.model);
}

function recordTypes(context: ReferenceContext): readonly ReferenceOption[] {
  return labelled(entityOf(context)?.constraints.recordTypes?.types.values() ?? []);
}

function choiceFields(context: ReferenceContext): readonly ReferenceOption[] {
  return labelled(
    [...(entityOf(context)?.fields.values() ?? [])].filter(({ valueType }) => valueType.kind === 'choice'),
  );
}

/** The options of the field that holds the stage. */
function stageChoices(context: ReferenceContext): readonly ReferenceOption[] {
  return choicesOf(entityOf(context)?.field(String(valueAt(context.document, '/stages/field'))));
}

/** The options of the field that a record type has fewer of. */
function narrowedChoices(
  context: ReferenceContext,
  [, type = '', , choice = '']: readonly string[],
): readonly ReferenceOption[] {
  const field = valueAt(context.document, `/recordTypes/${type}/choices/${choice}/field`);
  return choicesOf(entityOf(context)?.field(String(field)));
}

function formsOfEntity(context: ReferenceContext): readonly ReferenceOption[] {
  const own = [...context.model.forms.values()].filter(({ entity }) => entity.id === entityOf(context)?.id);
  return labelled(own);
}

function choicesOf(field: FieldModel | undefined): readonly ReferenceOption[] {
  const choices = field?.options.choices;
  return Array.isArray(choices) ? choices.filter(hasId).map(({ id, label }) => ({ id, label })) : [];
}

/** For settings of a view that name a field: those of the entity that fit there. */
function fieldsOfView(
  context: ReferenceContext,
  [, option = '']: readonly string[],
): readonly ReferenceOption[] | undefined {
  const type = valueAt(context.document, '/type');
  const named = context.registry.viewTypes.get(String(type))?.fieldOptions ?? {};
  const kinds = Object.hasOwn(named, option) ? named[option] : undefined;
  const own = [...(entityOf(context)?.fields.values() ?? [])];
  return kinds && labelled(own.filter((field) => kinds.some((kind) => fitsView(field, kind))));
}

/**
 * The fields that a rule at a place may be about, where it is most often one of them and nothing more: what a roll-up adds
 * up, and what its first and last go by. Undefined elsewhere, and while nothing is asked for there.
 */
export function ruleFieldsAt(
  context: ReferenceContext,
  pointer: string,
): readonly ReferenceOption[] | undefined {
  const [part, index = '', options, option = ''] = pointerKeys(pointer);
  if (context.kind !== 'entity' || part !== 'fields' || options !== 'options') return undefined;
  const aggregate = String(valueAt(context.document, `/fields/${index}/options/aggregate`));
  const fits = Object.hasOwn(rollupFields, option) ? rollupFields[option]?.(aggregate) : undefined;
  const relation = valueAt(context.document, `/fields/${index}/options/relation`);
  const related = entityOf(context)?.field(String(relation))?.relation?.entity;
  const target = related === undefined ? undefined : context.model.entities.get(related);
  return fits && target && labelled([...target.fields.values()].filter(fits));
}

type Fits = (field: FieldModel) => boolean;
const isOwn: Fits = ({ relation }) => relation?.cardinality !== 'inverse';
const isFigure: Fits = ({ type, valueType }) => type.summable === true || valueType.kind === 'number';

/** By setting of a roll-up and what it makes of the related records: which of their fields it can take. */
const rollupFields: { readonly [option: string]: (aggregate: string) => Fits | undefined } = {
  value: (aggregate) =>
    aggregate === 'count' ? undefined : aggregate === 'sum' || aggregate === 'avg' ? isFigure : isOwn,
  order: (aggregate) => (aggregate === 'first' || aggregate === 'last' ? isOwn : undefined),
};

/** Whether what is set already asks for a setting that the schema leaves open: it stands there unasked. */
export function isAskedFor(context: ReferenceContext, pointer: string): boolean {
  if (ruleFieldsAt(context, pointer) !== undefined) return true;
  const [part, index = '', , option] = pointerKeys(pointer);
  return (
    context.kind === 'entity' &&
    part === 'fields' &&
    option === 'via' &&
    valueAt(context.document, `/fields/${index}/options/cardinality`) === 'inverse'
  );
}

/** What an id at a place may be, when the place holds an id of something else. */
export function referencesAt(
  context: ReferenceContext,
  pointer: string,
): readonly ReferenceOption[] | undefined {
  const keys = pointerKeys(pointer);
  const places = Object.hasOwn(table, context.kind) ? table[context.kind] : undefined;
  const inSettings = context.kind === 'view' && keys[0] === 'options' && keys.length === 2;
  const place = inSettings
    ? '/options/*'
    : `/${keys.map((key) => (/^\d+$/.test(key) ? '*' : key)).join('/')}`;
  const source = places && Object.hasOwn(places, place) ? places[place] : undefined;
  return source?.(context, keys);
}

/** The schema of a settings object that a plugin defines: a field's, a tile's or a view's options. */
export function optionsSchemaAt(
  { kind, document, registry }: ReferenceContext,
  pointer: string,
): object | undefined {
  const keys = pointerKeys(pointer);
  const typeAt = (place: string) => {
    const value = valueAt(document, place);
    return typeof value === 'string' ? value : '';
  };
  const is = (pattern: string) =>
    `/${keys.map((key) => (/^\d+$/.test(key) ? '*' : key)).join('/')}` === pattern;
  if (kind === 'entity' && is('/fields/*/options'))
    return registry.fieldTypes.get(typeAt(`/fields/${keys[1]}/type`))?.optionsSchema;
  if (kind === 'dashboard' && is('/tiles/*/options'))
    return registry.tileTypes.get(typeAt(`/tiles/${keys[1]}/type`))?.optionsSchema;
  if (kind === 'view' && is('/options')) {
    const type = typeAt('/type');
    return (type === '' ? registry.viewTypes.all()[0] : registry.viewTypes.get(type))?.optionsSchema;
  }
  return undefined;
}
