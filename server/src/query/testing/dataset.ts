/** Accounts and deals of two reps: what one of them may not see is there to be found. */
import type { RecordBody, RecordQuery } from '@tenon/model';
import type { Context } from '../../context.ts';
import { type Company, openCompany } from '../../records/testing/company.ts';

export interface Dataset {
  readonly company: Company;
  readonly admin: Context;
  /** Rob owns D1, D2 and D5, and may read no users. */
  readonly rep: Context;
  /** Olga owns D3 and D4. */
  readonly other: Context;
  /** Of an account by name, of a deal by number. */
  id(name: string): string;
  /** Names of the accounts that a query gives. */
  names(context: Context, query: RecordQuery): Promise<unknown[]>;
}

export async function openDataset(): Promise<Dataset> {
  const company = await openCompany();
  const admin = await company.person('Ada', ['administrator']);
  const rep = await company.person('Rob', ['rep']);
  const other = await company.person('Olga', ['rep']);
  const made = new Map<string, RecordBody>();
  const id = (name: string) => made.get(name)?.id ?? '';
  const account = async (name: string, values: object = {}) =>
    made.set(name, await company.records.create(admin, 'account', { name, ...values }));
  await account('Zürich AG', {
    city: 'Zürich',
    employees: 10,
    founded: '2001-05-05',
    secret: 'platinum',
    worth: '9.5',
  });
  await account('apple', {
    city: '上海',
    employees: 20,
    founded: '2010-01-31',
    secret: 'gold',
    worth: '100',
    sector: 'tech',
  });
  await account('Banana 100%', { city: 'A_b', employees: null, secret: 'gold', sector: 'retail' });
  await account('äpfel', {
    city: null,
    employees: 20,
    parent: id('apple'),
    partners: [id('apple'), id('Zürich AG')],
  });
  await account('中文公司', { city: '上海', employees: 5, keeper: rep.viewer.id });
  const deal = async (number: string, owner: Context, values: object) =>
    made.set(
      number,
      await company.records.create(admin, 'deal', { number, owner: owner.viewer.id, ...values }),
    );
  await deal('D1', rep, {
    account: id('apple'),
    stage: 'won',
    value: '0.1',
    margin: '7',
    closed: '2024-01-31',
    seen_at: '2024-01-31T16:30:00.000Z',
  });
  await deal('D2', rep, {
    account: id('apple'),
    stage: 'lost',
    value: '0.2',
    margin: '8',
    closed: '2024-02-01',
    seen_at: '2024-02-29T15:59:59.999Z',
  });
  await deal('D3', other, {
    account: id('apple'),
    stage: 'won',
    value: '123456789123456.12345',
    margin: '9',
    closed: '2024-02-02',
  });
  await deal('D4', other, { account: id('Zürich AG'), stage: 'won', value: '-3', closed: '2023-12-31' });
  await deal('D5', rep, { stage: 'lost', value: null });
  const names = async (context: Context, query: RecordQuery) =>
    (await company.records.query(context, 'account', query)).items.map(({ name }) => name);
  return { company, admin, rep, other, id, names };
}

/** The whole answer, be it a refusal, as text. */
export async function answer(work: () => Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await work());
  } catch (error) {
    const { code, message, errors } = error as { code?: string; message: string; errors?: unknown };
    if (code === undefined || /^[0-9A-Z]{5}$/.test(code)) throw error;
    return JSON.stringify({ code, message, errors });
  }
}
