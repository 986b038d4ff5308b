/** Fields that the platform itself brings and no project writes down: those that a configuration can hardly do without. */
import type { SourceField, SourceObject } from './source.ts';

type Row = readonly [name: string, type: string, more?: Partial<SourceField>];

const address = (prefix: string): readonly Row[] => [[`${prefix}Address`, 'Address']];
const picked = (...values: readonly string[]): Partial<SourceField> => ({
  values: values.map((value) => ({ fullName: value, label: value, isDefault: false })),
});
const to = (referenceTo: string, relationshipName?: string): Partial<SourceField> => ({
  referenceTo,
  ...(relationshipName !== undefined && { relationshipName }),
});

/** `Name` is the name field of each; what is named here stands beside it. */
const rows: { readonly [object: string]: readonly Row[] } = {
  Account: [
    ['ParentId', 'Lookup', to('Account', 'ChildAccounts')],
    ['Phone', 'Phone'],
    ['Website', 'Url'],
    ['Industry', 'Text'],
    ['AnnualRevenue', 'Currency'],
    ['NumberOfEmployees', 'Number', { precision: 8, scale: 0 }],
    ['Type', 'Text'],
    ['Description', 'LongTextArea'],
    ...address('Billing'),
    ...address('Shipping'),
  ],
  Contact: [
    ['AccountId', 'Lookup', to('Account', 'Contacts')],
    ['FirstName', 'Text', { length: 40 }],
    ['LastName', 'Text', { length: 80 }],
    ['Title', 'Text'],
    ['Email', 'Email'],
    ['Phone', 'Phone'],
    ['MobilePhone', 'Phone'],
    ['Birthdate', 'Date'],
    ...address('Mailing'),
  ],
  Lead: [
    ['FirstName', 'Text', { length: 40 }],
    ['LastName', 'Text', { length: 80 }],
    ['Company', 'Text'],
    ['Email', 'Email'],
    ['Phone', 'Phone'],
    [
      'Status',
      'Picklist',
      picked('Open - Not Contacted', 'Working - Contacted', 'Closed - Converted', 'Closed - Not Converted'),
    ],
    ['LeadSource', 'Text'],
  ],
  Opportunity: [
    ['AccountId', 'Lookup', to('Account', 'Opportunities')],
    ['CampaignId', 'Lookup', to('Campaign', 'Opportunities')],
    ['Amount', 'Currency'],
    ['CloseDate', 'Date', { required: true }],
    ['StageName', 'Text', { required: true }],
    ['Probability', 'Percent', { precision: 3, scale: 0 }],
    ['Type', 'Text'],
    ['NextStep', 'Text'],
    ['Description', 'LongTextArea'],
    ['IsWon', 'Checkbox'],
    ['IsClosed', 'Checkbox'],
  ],
  Campaign: [
    ['ParentId', 'Lookup', to('Campaign', 'ChildCampaigns')],
    ['StartDate', 'Date'],
    ['EndDate', 'Date'],
    ['Status', 'Text'],
    ['Type', 'Text'],
    ['BudgetedCost', 'Currency'],
  ],
  Case: [
    ['AccountId', 'Lookup', to('Account', 'Cases')],
    ['ContactId', 'Lookup', to('Contact', 'Cases')],
    ['Subject', 'Text'],
    ['Status', 'Picklist', picked('New', 'Working', 'Escalated', 'Closed')],
    ['Priority', 'Picklist', picked('High', 'Medium', 'Low')],
    ['Description', 'LongTextArea'],
  ],
  Product2: [
    ['ProductCode', 'Text'],
    ['Family', 'Text'],
    ['IsActive', 'Checkbox'],
    ['Description', 'LongTextArea'],
  ],
};

const plain: SourceField = {
  fullName: '',
  type: undefined,
  label: undefined,
  help: undefined,
  required: false,
  unique: false,
  caseSensitive: false,
  length: undefined,
  precision: undefined,
  scale: undefined,
  visibleLines: undefined,
  displayFormat: undefined,
  defaultValue: undefined,
  referenceTo: undefined,
  relationshipName: undefined,
  formula: undefined,
  blankAsZero: true,
  values: [],
  valueSetName: undefined,
  controllingField: undefined,
  dependencies: new Map(),
  summary: undefined,
};

/** The object with the fields of the platform before its own; one that a project only refers to has a name alone. */
export function completed(object: SourceObject | undefined, fullName: string): SourceObject {
  const own = new Set(
    (object?.fields ?? []).filter(({ type }) => type !== undefined).map((each) => each.fullName),
  );
  const standard = (rows[fullName] ?? [])
    .filter(([name]) => !own.has(name))
    .map(([name, type, more]): SourceField => ({ ...plain, fullName: name, type, ...more }));
  return {
    fullName,
    label: object?.label,
    pluralLabel: object?.pluralLabel,
    description: object?.description,
    nameField: object?.nameField ?? { label: 'Name', type: 'Text', displayFormat: undefined },
    fields: [
      ...standard,
      ...(object?.fields ?? []).filter(
        ({ type, formula, summary }) => type !== undefined || formula !== undefined || summary !== undefined,
      ),
    ],
    rules: object?.rules ?? [],
    recordTypes: object?.recordTypes ?? [],
  };
}
