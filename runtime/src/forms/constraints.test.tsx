import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConstraintsConfig, FormConfig, RecordBody } from '@tenon/model';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { StageBar } from '../records/stages/stage-bar.tsx';
import { problem, startApiServer } from '../testing/api-server.ts';
import { configOf, entityOf, fieldOf, TestWorkspace } from '../testing/workspace.tsx';
import type { FormValues } from './form-context.ts';
import { RecordForm } from './record-form.tsx';

const choices = (...ids: readonly string[]) => ({ choices: ids.map((id) => ({ id, label: id })) });
const constraints: ConstraintsConfig = {
  conditions: {
    amount: { readOnlyWhen: { '==': [{ var: 'state' }, 'signed'] } },
    day: { requiredWhen: { '==': [{ var: 'state' }, 'signed'] } },
    note: { requiredWhen: { '==': [{ var: 'viewer.name' }, 'Ada'] } },
  },
  rules: [
    {
      id: 'margin',
      label: 'Margin',
      must: { or: [{ empty: { var: 'margin' } }, { '<': [{ var: 'margin' }, { var: 'amount' }] }] },
      message: { en: 'The margin is too large', 'zh-CN': '利润过高' },
      fields: ['margin'],
    },
  ],
  recordTypes: {
    field: 'record_type',
    default: 'service',
    types: [
      { id: 'service', label: 'Service', choices: {} },
      { id: 'purchase', label: 'Purchase', choices: { billing: ['once'] } },
    ],
  },
  stages: {
    field: 'state',
    since: 'state_since',
    initial: ['draft'],
    transitions: [
      { from: ['draft'], to: ['signed'], required: ['amount'] },
      { from: ['signed'], to: ['ended'], required: [] },
    ],
  },
};
const entity = entityOf(
  'contract',
  [
    fieldOf('name', 'text', { label: 'Name' }),
    fieldOf('record_type', 'choice', { label: 'Type', options: choices('service', 'purchase') }),
    fieldOf('state', 'choice', { label: 'State', options: choices('draft', 'signed', 'ended') }),
    fieldOf('billing', 'choice', { label: 'Billing', options: choices('yearly', 'once') }),
    fieldOf('amount', 'integer', { label: 'Amount' }),
    fieldOf('margin', 'integer', { label: 'Margin' }),
    fieldOf('day', 'text', { label: 'Day' }),
    fieldOf('note', 'text', { label: 'Note' }),
  ],
  { constraints },
);
const user = entityOf('user', [fieldOf('name', 'text', { label: 'Name' })]);
const config = configOf([entity, user]);
const fields = ['billing', 'amount', 'margin', 'day', 'note'];
const form: Pick<FormConfig, 'schema' | 'sections'> = {
  schema: {},
  sections: [{ id: 'main', columns: 1, fields: fields.map((field) => ({ field, span: 1 })) }],
};
const recordOf = (values: object): RecordBody =>
  ({ id: 'c1', version: 3, ...values }) as unknown as RecordBody;

let server: Awaited<ReturnType<typeof startApiServer>>;
let refuse: ReturnType<typeof problem> | undefined;
beforeEach(async () => {
  refuse = undefined;
  server = await startApiServer(({ method, path }) => {
    if (path.startsWith('/records/user/me')) return { body: { id: 'me', version: 1, name: 'Ada' } };
    if (path.includes('/stages'))
      return {
        body: {
          field: 'state',
          stage: 'draft',
          since: null,
          stays: [{ stage: 'draft', times: 1, seconds: 90_000 }],
        },
      };
    if (method === 'PATCH' && refuse) return refuse;
    return { body: recordOf({ state: 'signed' }) };
  });
});
afterEach(async () => {
  cleanup();
  await server.close();
});
const writes = () => server.requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body);

const sent: FormValues[] = [];
function Host({ start, base }: { readonly start: FormValues; readonly base: RecordBody | null }) {
  const [values, setValues] = useState(start);
  return (
    <TestWorkspace base={server.base} config={config}>
      <RecordForm
        id="f"
        form={form}
        entity="contract"
        fields={entity.fields}
        base={base}
        values={values}
        onChange={setValues}
        onSubmit={(entered) => sent.push(entered)}
      />
      <button type="submit" form="f">
        Send
      </button>
      <button
        type="button"
        onClick={() => setValues({ ...values, state: 'signed', record_type: 'purchase' })}
      >
        Sign
      </button>
    </TestWorkspace>
  );
}

describe('constraints in a form', () => {
  it('demand and lock live; what was open before stays open until it is saved', async () => {
    const draft = recordOf({ state: 'draft' });
    render(<Host start={draft} base={draft} />);
    const signing = userEvent.setup();
    expect((await screen.findByLabelText('Day')).getAttribute('aria-required')).not.toBe('true');
    await signing.click(screen.getByRole('button', { name: 'Sign' }));
    await waitFor(() => expect(screen.getByText('Day').textContent).toContain('*'));
    expect((screen.getByLabelText('Amount') as HTMLInputElement).readOnly).toBe(false);
    cleanup();
    const signed = recordOf({ state: 'signed', amount: 5 });
    render(<Host start={signed} base={signed} />);
    await waitFor(() => expect((screen.getByLabelText('Amount') as HTMLInputElement).readOnly).toBe(true));
  });

  it("ask about the viewer's own record, once it is known", async () => {
    render(<Host start={{}} base={null} />);
    await waitFor(() => expect(screen.getByText('Note').textContent).toContain('*'));
  });

  it('say a broken rule at its field and send nothing', async () => {
    sent.length = 0;
    render(<Host start={{ amount: 3, note: 'x' }} base={null} />);
    const writer = userEvent.setup();
    await writer.type(await screen.findByLabelText('Margin'), '7');
    await writer.click(screen.getByRole('button', { name: 'Send' }));
    expect((await screen.findByRole('alert')).textContent).toBe('The margin is too large');
    expect(sent).toEqual([]);
    await writer.clear(screen.getByLabelText('Margin'));
    await writer.type(screen.getByLabelText('Margin'), '2');
    await writer.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(sent).toMatchObject([{ amount: 3, margin: 2 }]));
  });

  it('offer the choices of the record type', async () => {
    render(<Host start={{ note: 'x' }} base={null} />);
    const chooser = userEvent.setup();
    await chooser.click(await screen.findByRole('button', { name: 'Sign' }));
    await chooser.click(screen.getByLabelText('Billing'));
    expect((await screen.findAllByRole('option')).map((option) => option.textContent)).toEqual(['once']);
  });
});

describe('stage bar', () => {
  const show = (record: RecordBody) =>
    render(
      <TestWorkspace base={server.base} config={config}>
        <StageBar entity={entity} record={record} />
      </TestWorkspace>,
    );

  it('offers the moves that are allowed, and asks for all that one needs', async () => {
    show(recordOf({ state: 'draft', amount: null, day: null, note: 'x' }));
    const mover = userEvent.setup();
    const bar = await screen.findByRole('navigation', { name: 'State' });
    expect(bar.querySelectorAll('button')).toHaveLength(1);
    await waitFor(() => expect(bar.querySelector('[aria-current]')?.textContent).toBe('draft1d'));
    await mover.click(screen.getByRole('button', { name: /signed/ }));
    await mover.type(await screen.findByLabelText(/Amount/), '9');
    await mover.type(screen.getByLabelText(/Day/), 'today');
    await mover.click(screen.getByRole('button', { name: 'Move' }));
    await waitFor(() => expect(writes()).toEqual([{ amount: 9, day: 'today', state: 'signed' }]));
  });

  it('asks for what only the server could tell, and says why', async () => {
    refuse = problem(422, 'rules-broken', {
      errors: [{ pointer: '/margin', code: 'required', message: 'A margin is due' }],
    });
    show(recordOf({ state: 'signed', amount: 1, day: 'x', note: 'x' }));
    await userEvent.setup().click(await screen.findByRole('button', { name: /ended/ }));
    expect(await screen.findByLabelText(/Margin/)).toBeTruthy();
    expect((await screen.findByRole('alert')).textContent).toBe('A margin is due');
  });
});
