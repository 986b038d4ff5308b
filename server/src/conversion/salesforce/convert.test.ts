import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { coreFields, coreRules } from '@tenon/core-fields';
import type { EntityDocument } from '@tenon/documents';
import { compile } from '@tenon/model';
import { createRegistry } from '@tenon/plugin-api';
import { convertSalesforce } from './convert.ts';
import { readSource } from './source.ts';

const registry = createRegistry([coreRules, coreFields]);
const fixtures = join(import.meta.dirname, '../../../../tests/fixtures/salesforce');

async function converted(folder: string) {
  const { documents, notes } = convertSalesforce(await readSource(folder));
  const { problems } = compile(documents, registry);
  const field = (entity: string, id: string) =>
    documents.find((each) => each.id === entity)?.fields.find((each) => each.id === id);
  const errors = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ document, pointer, message }) => `${document.id}${pointer}: ${message}`);
  return { documents, notes, errors, field };
}

describe('sample applications', () => {
  it('E-Bikes compiles, with nothing lost but what the notes name', async () => {
    const { documents, notes, errors, field } = await converted(join(fixtures, 'ebikes'));
    expect(errors).toEqual([]);
    expect(documents.map(({ id }: EntityDocument) => id)).toEqual([
      'account',
      'case',
      'contact',
      'order_item',
      'order',
      'product_family',
      'product',
    ]);
    expect(notes.map(({ object, member }) => [object, member])).toEqual([
      ['Manufacturing_Event__e', undefined],
      ['Account', undefined],
      ['Contact', undefined],
      ['Order_Item__c', 'Order__c'],
    ]);
    expect(field('order_item', 'order')).toMatchObject({
      type: 'relation',
      required: true,
      options: { to: 'order', cardinality: 'one' },
    });
    expect(field('order', 'order_items')).toMatchObject({
      options: { to: 'order_item', cardinality: 'inverse', via: 'order' },
    });
  });

  it('DreamHouse compiles, its formulas and places among it', async () => {
    const { notes, errors, field } = await converted(join(fixtures, 'dreamhouse'));
    expect(errors).toEqual([]);
    expect(field('property', 'days_on_market')).toMatchObject({
      type: 'formula',
      options: { expression: { days_since: [{ var: 'date_listed' }] } },
    });
    expect(field('property', 'location')).toMatchObject({ type: 'geo_point' });
    expect(field('broker', 'name')).toMatchObject({ type: 'text', required: true });
    expect(notes).toEqual([
      {
        object: 'Property__c',
        member: 'Record_Link__c',
        message: 'The formula is left out: LEFT has no counterpart',
      },
    ]);
  });
});

describe('a model of one object', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tenon-convert-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const put = async (path: string, xml: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), `<?xml version="1.0" encoding="UTF-8"?>${xml}`);
  };

  it('keeps rules, record types, dependent picklists, summaries and numbers', async () => {
    await put(
      'objects/Deal__c.object',
      `<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><label>合同 Deal</label><pluralLabel>合同</pluralLabel>
      <nameField><label>No.</label><type>AutoNumber</type><displayFormat>D-{YYYY}-{0000}</displayFormat></nameField>
      <fields><fullName>Stage__c</fullName><label>Stage</label><type>Picklist</type><valueSet><valueSetDefinition>
        <value><fullName>New</fullName><default>true</default><label>New</label></value><value><fullName>Won &amp; paid</fullName><label>Won</label></value>
      </valueSetDefinition></valueSet></fields>
      <fields><fullName>Reason__c</fullName><label>Reason</label><type>Picklist</type><valueSet><controllingField>Stage__c</controllingField><valueSetDefinition>
        <value><fullName>Price</fullName><label>Price</label></value></valueSetDefinition>
        <valueSettings><controllingFieldValue>Won &amp; paid</controllingFieldValue><valueName>Price</valueName></valueSettings></valueSet></fields>
      <fields><fullName>Total__c</fullName><label>Total</label><type>Summary</type><summaryOperation>sum</summaryOperation><summarizedField>Line__c.Amount__c</summarizedField><summaryForeignKey>Line__c.Deal__c</summaryForeignKey>
        <summaryFilterItems><field>Line__c.Free__c</field><operation>equals</operation><value>False</value></summaryFilterItems></fields>
      <validationRules><fullName>Has_reason</fullName><active>true</active><errorConditionFormula>AND(ISPICKVAL(Stage__c, "Won &amp; paid"), ISPICKVAL(Reason__c, ""))</errorConditionFormula><errorDisplayField>Reason__c</errorDisplayField><errorMessage>Say why</errorMessage></validationRules>
      <recordTypes><fullName>Renewal</fullName><active>true</active><label>Renewal</label><picklistValues><picklist>Stage__c</picklist><values><fullName>Won %26 paid</fullName></values></picklistValues></recordTypes>
      </CustomObject>`,
    );
    await put(
      'objects/Line__c.object',
      `<CustomObject><label>Line</label><nameField><label>Name</label><type>Text</type></nameField>
      <fields><fullName>Deal__c</fullName><type>MasterDetail</type><referenceTo>Deal__c</referenceTo><relationshipName>Lines</relationshipName></fields>
      <fields><fullName>Amount__c</fullName><type>Number</type><precision>18</precision><scale>2</scale></fields>
      <fields><fullName>Free__c</fullName><type>Checkbox</type><defaultValue>false</defaultValue></fields></CustomObject>`,
    );
    const { documents, notes, errors, field } = await converted(folder);
    expect(errors).toEqual([]);
    expect(notes.map(({ member, message }) => `${member}: ${message}`)).toEqual([
      "stage: Has no default: the record type renewal does not offer 'new'",
      'Deal__c: Details of a master are not deleted with it',
    ]);
    const deal = documents.find(({ id }) => id === 'deal');
    expect(field('deal', 'name')).toMatchObject({
      type: 'auto_number',
      options: { pattern: 'D-{yyyy}-{0000}' },
    });
    expect(field('deal', 'stage')).toMatchObject({
      options: {
        choices: [
          { id: 'new', label: 'New' },
          { id: 'won_paid', label: 'Won' },
        ],
      },
    });
    expect(field('deal', 'total')).toMatchObject({ type: 'rollup' });
    expect(field('line', 'free')).toMatchObject({ default: false });
    expect(deal?.rules).toMatchObject([
      {
        id: 'has_reason',
        must: { '!': [{ and: [{ '==': [{ var: 'stage' }, 'won_paid'] }, { empty: [{ var: 'reason' }] }] }] },
        message: 'Say why',
        fields: ['reason'],
      },
      { must: { or: [{ '!=': [{ var: 'reason' }, 'price'] }, { in: [{ var: 'stage' }, ['won_paid']] }] } },
    ]);
    expect(deal?.recordTypes).toMatchObject([
      { id: 'renewal', choices: [{ field: 'stage', options: ['won_paid'] }] },
    ]);
  });

  it('names that fold together stay apart, and ids that every record has are not taken', async () => {
    await put(
      'objects/A__c.object',
      `<CustomObject><fields><fullName>Big_Name__c</fullName><type>Text</type></fields><fields><fullName>BigName__c</fullName><type>Text</type></fields>
       <fields><fullName>Version__c</fullName><type>Text</type></fields><fields><fullName>名前__c</fullName><type>Text</type><label>名前</label></fields></CustomObject>`,
    );
    const { documents, errors } = await converted(folder);
    expect(errors).toEqual([]);
    expect(documents[0]?.fields.map(({ id }) => id)).toEqual([
      'name',
      'big_name',
      'big_name_2',
      'version_2',
      'unnamed',
    ]);
  });

  it.each([
    ['nothing to read', undefined, /There are no objects/],
    ['a file that is no XML', '<CustomObject><label>', /is not XML/],
  ])('refuses %s', async (_, xml, message) => {
    if (xml !== undefined) await put('objects/A__c.object', xml);
    await expect(readSource(folder)).rejects.toThrow(message);
  });
});
