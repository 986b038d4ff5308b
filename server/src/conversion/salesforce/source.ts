/** Metadata of an org in source format (one file a field) or in the older format (one file an object), as plain objects. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { TenonError } from '../../errors.ts';

export interface SourceField {
  readonly fullName: string;
  /** Absent for fields of the platform itself, of which a project holds only what it changed. */
  readonly type: string | undefined;
  readonly label: string | undefined;
  readonly help: string | undefined;
  readonly required: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly length: number | undefined;
  readonly precision: number | undefined;
  readonly scale: number | undefined;
  readonly visibleLines: number | undefined;
  readonly displayFormat: string | undefined;
  readonly defaultValue: string | undefined;
  readonly referenceTo: string | undefined;
  readonly relationshipName: string | undefined;
  readonly formula: string | undefined;
  readonly blankAsZero: boolean;
  readonly values: readonly SourceValue[];
  /** A list of values that several fields share. */
  readonly valueSetName: string | undefined;
  readonly controllingField: string | undefined;
  /** Value of this field → values of the controlling field under which it may be chosen. */
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
  readonly summary: SourceSummary | undefined;
}
export interface SourceValue {
  readonly fullName: string;
  readonly label: string;
  readonly isDefault: boolean;
}
export interface SourceSummary {
  readonly operation: 'count' | 'sum' | 'min' | 'max';
  /** `Child.Field`; absent for counts. */
  readonly field: string | undefined;
  /** `Child.Field` of the relation to this object. */
  readonly foreignKey: string;
  readonly filters: readonly { readonly field: string; readonly operation: string; readonly value: string }[];
}
export interface SourceRule {
  readonly fullName: string;
  readonly active: boolean;
  readonly description: string | undefined;
  /** True where the record is wrong. */
  readonly formula: string;
  readonly displayField: string | undefined;
  readonly message: string;
}
export interface SourceRecordType {
  readonly fullName: string;
  readonly active: boolean;
  readonly label: string;
  readonly description: string | undefined;
  /** Field → values that records of this type may have. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}
export interface SourceObject {
  readonly fullName: string;
  readonly label: string | undefined;
  readonly pluralLabel: string | undefined;
  readonly description: string | undefined;
  readonly nameField:
    | { readonly label: string; readonly type: string; readonly displayFormat: string | undefined }
    | undefined;
  readonly fields: readonly SourceField[];
  readonly rules: readonly SourceRule[];
  readonly recordTypes: readonly SourceRecordType[];
}
export interface Source {
  readonly objects: readonly SourceObject[];
  readonly valueSets: ReadonlyMap<string, readonly SourceValue[]>;
  /** Texts that formulas refer to as `$Label.name`. */
  readonly labels: ReadonlyMap<string, string>;
}

type Node = { readonly [tag: string]: unknown };

const lists = new Set([
  'fields',
  'validationRules',
  'recordTypes',
  'picklistValues',
  'values',
  'value',
  'customValue',
  'valueSettings',
  'controllingFieldValue',
  'summaryFilterItems',
  'labels',
]);
const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  isArray: (name) => lists.has(name),
});

/** Reads every object below a folder. Throws `invalid-configuration` for files that are no XML and for a folder without objects. */
export async function readSource(folder: string): Promise<Source> {
  const paths = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const parts = new Map<string, { head: Node; fields: Node[]; rules: Node[]; recordTypes: Node[] }>();
  const partsOf = (object: string) => {
    const known = parts.get(object) ?? { head: {}, fields: [], rules: [], recordTypes: [] };
    parts.set(object, known);
    return known;
  };
  const valueSets = new Map<string, readonly SourceValue[]>();
  const labels = new Map<string, string>();
  for (const path of paths) {
    const file = basename(path);
    const owner = basename(dirname(dirname(path)));
    if (/\.field-meta\.xml$/.test(file)) partsOf(owner).fields.push(await rootOf(path));
    else if (/\.validationRule-meta\.xml$/.test(file)) partsOf(owner).rules.push(await rootOf(path));
    else if (/\.recordType-meta\.xml$/.test(file)) partsOf(owner).recordTypes.push(await rootOf(path));
    else if (/\.object(-meta\.xml)?$/.test(file)) {
      const node = await rootOf(path);
      const object = partsOf(file.replace(/\.object(-meta\.xml)?$/, ''));
      object.head = node;
      object.fields.push(...nodes(node.fields));
      object.rules.push(...nodes(node.validationRules));
      object.recordTypes.push(...nodes(node.recordTypes));
    } else if (/\.globalValueSet(-meta\.xml)?$/.test(file)) {
      const node = await rootOf(path);
      valueSets.set(
        file.replace(/\.globalValueSet(-meta\.xml)?$/, ''),
        nodes(node.customValue).map(picklistValue),
      );
    } else if (/\.labels(-meta\.xml)?$/.test(file)) {
      for (const label of nodes((await rootOf(path)).labels))
        labels.set(text(label.fullName) ?? '', text(label.value) ?? '');
    }
  }
  if (parts.size === 0) throw new TenonError('invalid-configuration', `There are no objects below ${folder}`);
  const objects = [...parts].map(([fullName, { head, fields, rules, recordTypes }]): SourceObject => {
    const nameField = head.nameField as Node | undefined;
    return {
      fullName,
      label: text(head.label),
      pluralLabel: text(head.pluralLabel),
      description: text(head.description),
      nameField: nameField && {
        label: text(nameField.label) ?? 'Name',
        type: text(nameField.type) ?? 'Text',
        displayFormat: text(nameField.displayFormat),
      },
      fields: fields.map(fieldOf),
      rules: rules.map(ruleOf),
      recordTypes: recordTypes.map(recordTypeOf),
    };
  });
  return { objects, valueSets, labels };
}

async function rootOf(path: string): Promise<Node> {
  try {
    const document = parser.parse(await readFile(path, 'utf8'), true) as Node;
    const root = Object.entries(document).find(([tag]) => !tag.startsWith('?'))?.[1];
    return typeof root === 'object' && root !== null ? (root as Node) : {};
  } catch (error) {
    throw new TenonError('invalid-configuration', `${path} is not XML: ${(error as Error).message}`);
  }
}

function fieldOf(node: Node): SourceField {
  const valueSet = node.valueSet as Node | undefined;
  const definition = valueSet?.valueSetDefinition as Node | undefined;
  const older = node.picklist as Node | undefined;
  const operation = text(node.summaryOperation);
  return {
    fullName: text(node.fullName) ?? '',
    type: text(node.type),
    label: text(node.label),
    help: text(node.inlineHelpText) ?? text(node.description),
    required: flag(node.required),
    unique: flag(node.unique),
    caseSensitive: flag(node.caseSensitive),
    length: number(node.length),
    precision: number(node.precision),
    scale: number(node.scale),
    visibleLines: number(node.visibleLines),
    displayFormat: text(node.displayFormat),
    defaultValue: text(node.defaultValue),
    referenceTo: text(node.referenceTo),
    relationshipName: text(node.relationshipName),
    formula: text(node.formula),
    blankAsZero: text(node.formulaTreatBlanksAs) !== 'BlankAsBlank',
    values: [...nodes(definition?.value), ...nodes(older?.picklistValues)].map(picklistValue),
    valueSetName: text(valueSet?.valueSetName),
    controllingField: text(valueSet?.controllingField) ?? text(older?.controllingField),
    dependencies: new Map(
      nodes(valueSet?.valueSettings).map((setting) => [
        text(setting.valueName) ?? '',
        texts(setting.controllingFieldValue),
      ]),
    ),
    summary:
      operation === undefined
        ? undefined
        : {
            operation: operation as SourceSummary['operation'],
            field: text(node.summarizedField),
            foreignKey: text(node.summaryForeignKey) ?? '',
            filters: nodes(node.summaryFilterItems).map((item) => ({
              field: text(item.field) ?? '',
              operation: text(item.operation) ?? '',
              value: text(item.value) ?? '',
            })),
          },
  };
}

function picklistValue(node: Node): SourceValue {
  const fullName = decoded(text(node.fullName) ?? '');
  return { fullName, label: text(node.label) ?? fullName, isDefault: flag(node.default) };
}

function ruleOf(node: Node): SourceRule {
  return {
    fullName: text(node.fullName) ?? '',
    active: flag(node.active),
    description: text(node.description),
    formula: text(node.errorConditionFormula) ?? '',
    displayField: text(node.errorDisplayField),
    message: text(node.errorMessage) ?? '',
  };
}

function recordTypeOf(node: Node): SourceRecordType {
  return {
    fullName: text(node.fullName) ?? '',
    active: flag(node.active),
    label: text(node.label) ?? text(node.fullName) ?? '',
    description: text(node.description),
    values: new Map(
      nodes(node.picklistValues).map((each) => [
        text(each.picklist) ?? '',
        nodes(each.values).map((value) => decoded(text(value.fullName) ?? '')),
      ]),
    ),
  };
}

/** Values of picklists stand in record types as in addresses: `Closed %2F Lost`. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

const nodes = (value: unknown): readonly Node[] =>
  Array.isArray(value) ? value.filter((each): each is Node => typeof each === 'object' && each !== null) : [];
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.flatMap((each) => text(each) ?? []) : [];
const flag = (value: unknown): boolean => value === 'true';

function text(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim();
  return trimmed === '' ? undefined : trimmed;
}

function number(value: unknown): number | undefined {
  const found = Number(text(value));
  return Number.isFinite(found) ? found : undefined;
}
