import {
  type EntityDocument,
  type FieldDocument,
  languages,
  type RuleDocument,
  type StagesDocument,
  type Text,
  textIn,
  type UniqueDocument,
} from '@tenon/documents';
import { labelOf } from '../labels.ts';
import type { Place } from '../reporter.ts';
import { distinct } from '../resolve/unique.ts';
import { entries } from '../sound.ts';

export const recordTypeField = 'record_type';
export const sinceFieldOf = (field: string): string => `${field}_since`;

export interface ConstraintsLonghand {
  readonly rules: readonly (RuleDocument & { readonly place: Place })[];
  readonly uniques: readonly (UniqueDocument & { readonly place: Place })[];
  readonly recordTypes: readonly RecordTypeLonghand[];
  readonly defaultRecordType: string | undefined;
  readonly stages: StagesLonghand | undefined;
  readonly place: Place;
}

export interface RecordTypeLonghand {
  readonly id: string;
  readonly label: Text;
  readonly description: Text | undefined;
  readonly form: string | undefined;
  readonly choices: readonly {
    readonly field: string;
    readonly options: readonly (readonly [string, number])[];
    readonly place: Place;
  }[];
  readonly place: Place;
}

export interface StagesLonghand {
  readonly field: string;
  readonly initial: readonly (readonly [string, number])[] | undefined;
  readonly transitions: readonly (StagesDocument['transitions'][number] & { readonly place: Place })[];
  readonly place: Place;
}

export function normalizeConstraints(document: EntityDocument, place: Place): ConstraintsLonghand {
  const placed = <Item extends { readonly id: string }>(
    property: 'rules' | 'uniques' | 'recordTypes',
    items: readonly Item[] | undefined,
  ) =>
    distinct(
      entries(items),
      ({ id }) => id,
      (index) => place.to(property, index, 'id'),
    ).map(([item, index]) => ({ ...item, place: place.to(property, index) }));
  return {
    rules: placed('rules', document.rules),
    uniques: placed('uniques', document.uniques),
    recordTypes: placed('recordTypes', document.recordTypes).map(
      ({ id, label, description, form, choices, place: at }) => ({
        id,
        label,
        description,
        form,
        choices: distinct(
          entries(choices),
          ({ field }) => field,
          (index) => at.to('choices', index, 'field'),
        ).map(([{ field, options }, index]) => ({
          field,
          options: entries(options),
          place: at.to('choices', index),
        })),
        place: at,
      }),
    ),
    defaultRecordType: document.defaultRecordType,
    stages: document.stages && stagesOf(document.stages, place.to('stages')),
    place,
  };
}

function stagesOf(stages: StagesDocument, place: Place): StagesLonghand {
  return {
    field: stages.field,
    initial: stages.initial && entries(stages.initial),
    transitions: entries(stages.transitions).map(([transition, index]) => ({
      ...transition,
      place: place.to('transitions', index),
    })),
    place,
  };
}

/** A field that the compiler adds; it stands after the field `after`, else before all others. */
export interface AddedField {
  readonly field: FieldDocument;
  readonly place: Place;
  readonly after: string | undefined;
  readonly keptBy: 'stages' | undefined;
}

/** Fields that constraints bring along: which type a record is of, and since when it is in its stage. */
export function addedFields(document: EntityDocument, place: Place): readonly AddedField[] {
  return [...recordTypeOf(document, place), ...sinceOf(document, place)];
}

function recordTypeOf({ recordTypes, defaultRecordType }: EntityDocument, place: Place): AddedField[] {
  const types = new Map(entries(recordTypes).map(([type]) => [type.id, type]));
  const [first] = types.keys();
  if (first === undefined) return [];
  const field: FieldDocument = {
    id: recordTypeField,
    type: 'choice',
    label: { en: 'Record type', 'zh-CN': '业务类型' },
    default: defaultRecordType !== undefined && types.has(defaultRecordType) ? defaultRecordType : first,
    options: { choices: [...types.values()].map(({ id, label }) => ({ id, label: optionLabel(label, id) })) },
  };
  return [{ field, place: place.to('recordTypes'), after: undefined, keptBy: undefined }];
}

function sinceOf({ stages, fields }: EntityDocument, place: Place): AddedField[] {
  if (!stages) return [];
  const label = entries(fields).find(([{ id }]) => id === stages.field)?.[0].label ?? labelOf(stages.field);
  const field: FieldDocument = {
    id: sinceFieldOf(stages.field),
    type: 'datetime',
    label: {
      en: `${textIn(label, 'en', stages.field)} since`,
      'zh-CN': `${textIn(label, 'zh-CN', stages.field)}开始时间`,
    },
    readOnly: true,
  };
  return [{ field, place: place.to('stages', 'field'), after: stages.field, keptBy: 'stages' }];
}

const longestOptionLabel = 200;

/** Labels of options are shorter than other texts, and never empty. */
function optionLabel(label: Text, id: string): Text {
  const fitted = (text: string) => [...text].slice(0, longestOptionLabel).join('');
  if (typeof label === 'string') return label === '' ? labelOf(id) : fitted(label);
  const texts = languages.flatMap((language): [string, string][] => {
    const text = label[language];
    return text === undefined || text === '' ? [] : [[language, fitted(text)]];
  });
  return texts.length === 0 ? labelOf(id) : Object.fromEntries(texts);
}
