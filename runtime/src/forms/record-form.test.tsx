import { afterEach, describe, expect, it } from '@jest/globals';
import type { FormConfig } from '@tenon/model';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { ApiError } from '../api-client/index.ts';
import { problem } from '../testing/api-server.ts';
import { configOf, entityOf, fieldOf, TestWorkspace } from '../testing/workspace.tsx';
import type { FormValues } from './form-context.ts';
import { RecordForm } from './record-form.tsx';
import { placeErrors } from './server-errors.ts';

const stages = {
  choices: [
    { id: 'open', label: 'Open' },
    { id: 'won', label: 'Won' },
  ],
};
const entity = entityOf('deal', [
  fieldOf('name', 'text', { required: true, label: 'Name' }),
  fieldOf('stage', 'choice', { options: stages, label: 'Stage' }),
  fieldOf('amount', 'integer', { label: 'Amount', options: { min: 1 } }),
  fieldOf('reason', 'text', { label: 'Reason' }),
  fieldOf('phone', 'phone', { label: 'Phone' }),
]);
const isWon = { '==': [{ var: 'stage' }, 'won'] };
const form: FormConfig = {
  id: 'deal',
  entity: 'deal',
  label: 'Deal',
  use: 'both',
  schema: {},
  sections: [
    {
      id: 'main',
      columns: 2,
      fields: [
        { field: 'name', span: 1, readOnly: isWon },
        { field: 'stage', span: 1 },
      ],
    },
    {
      id: 'result',
      label: 'Result',
      columns: 1,
      visible: isWon,
      fields: [
        { field: 'amount', span: 1, required: isWon },
        { field: 'phone', span: 1 },
      ],
    },
    {
      id: 'more',
      columns: 1,
      fields: [{ field: 'reason', span: 1, visible: { '>': [{ var: 'amount' }, 100] } }],
    },
  ],
};

const submitted: FormValues[] = [];
function Host({
  start,
  errors,
}: {
  readonly start: FormValues;
  readonly errors?: { readonly [field: string]: readonly string[] };
}) {
  const [values, setValues] = useState(start);
  return (
    <>
      <RecordForm
        id="f"
        form={form}
        entity="deal"
        fields={entity.fields}
        values={values}
        {...(errors ? { errors } : {})}
        onChange={setValues}
        onSubmit={(sent) => submitted.push(sent)}
      />
      <button type="submit" form="f">
        Send
      </button>
      <button type="button" onClick={() => setValues({ ...values, stage: 'won' })}>
        Win
      </button>
      <button type="button" onClick={() => setValues({ ...values, stage: 'open' })}>
        Reopen
      </button>
    </>
  );
}
const show = (start: FormValues, errors?: { readonly [field: string]: readonly string[] }) => {
  submitted.length = 0;
  // Nothing in these forms asks the server.
  render(
    <TestWorkspace
      base="http://127.0.0.1:9/api/v1"
      config={configOf([entity, entityOf('user', [fieldOf('name', 'text')])])}
    >
      <Host start={start} {...(errors ? { errors } : {})} />
    </TestWorkspace>,
  );
  return userEvent.setup();
};
afterEach(cleanup);

describe('form', () => {
  it('shows sections and fields while their conditions hold, live', async () => {
    const user = show({ name: 'Acme', stage: 'open', amount: null });
    expect(screen.queryByText('Result')).toBeNull();
    await user.click(screen.getByText('Win'));
    expect(await screen.findByText('Result')).toBeTruthy();
    expect(screen.queryByLabelText(/Reason/)).toBeNull();
    await user.type(screen.getByLabelText(/Amount/), '500');
    await user.tab();
    expect(await screen.findByLabelText(/Reason/)).toBeTruthy();
  });

  it('demands what a condition demands, at the field', async () => {
    const user = show({ name: 'Acme', stage: 'won', amount: null });
    await user.click(screen.getByText('Send'));
    expect(await screen.findByText('Amount must be filled in.')).toBeTruthy();
    expect(submitted).toEqual([]);
  });

  it('makes a field read-only while its condition holds', async () => {
    const user = show({ name: 'Acme', stage: 'open' });
    const name = () => screen.getByLabelText(/Name/) as HTMLInputElement;
    expect(name().readOnly || name().disabled).toBe(false);
    await user.click(screen.getByText('Win'));
    await waitFor(() => expect(name().readOnly || name().disabled).toBe(true));
  });

  it('sends the fields that are shown and no others', async () => {
    const user = show({ id: 'd1', version: 3, name: 'Acme', stage: 'open', amount: 200000, reason: 'old' });
    await user.click(screen.getByText('Send'));
    await waitFor(() => expect(submitted).toEqual([{ name: 'Acme', stage: 'open', reason: 'old' }]));
  });

  it('refuses values that the field type refuses', async () => {
    const user = show({ name: 'Acme', stage: 'won', amount: -4 });
    await user.click(screen.getByText('Send'));
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(submitted).toEqual([]);
  });

  it('is not sent while a control holds text that means no value, and says why at its field', async () => {
    const user = show({ name: 'Acme', stage: 'won', amount: 5, phone: null });
    await user.type(screen.getByLabelText(/Phone/), 'nobody');
    await user.click(screen.getByText('Send'));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/Phone/)));
    expect(screen.getAllByRole('alert').map((alert) => alert.textContent)).toEqual(['Enter a phone number']);
    await user.type(screen.getByLabelText(/Amount/), ' apples');
    await user.click(screen.getByText('Send'));
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(2));
    expect(submitted).toEqual([]);

    await user.clear(screen.getByLabelText(/Phone/));
    await user.type(screen.getByLabelText(/Phone/), '+1 415 555 2671');
    await user.clear(screen.getByLabelText(/Amount/));
    await user.type(screen.getByLabelText(/Amount/), '7');
    await user.click(screen.getByText('Send'));
    const sent = { name: 'Acme', stage: 'won', amount: 7, phone: '+14155552671' };
    await waitFor(() => expect(submitted).toEqual([sent]));
  });

  it('forgets the bad text of a field that it shows no more', async () => {
    const user = show({ name: 'Acme', stage: 'won', amount: 5 });
    await user.type(screen.getByLabelText(/Phone/), 'nobody');
    await user.click(screen.getByText('Reopen'));
    await waitFor(() => expect(screen.queryByLabelText(/Phone/)).toBeNull());
    await user.click(screen.getByText('Win'));
    expect(((await screen.findByLabelText(/Phone/)) as HTMLInputElement).value).toBe('');
    await user.click(screen.getByText('Send'));
    await waitFor(() => expect(submitted).toHaveLength(1));
  });

  it('puts what the server refused at its field', async () => {
    show({ name: 'Acme', stage: 'open' }, { name: ['There is one of that name already.'] });
    expect((await screen.findByRole('alert')).textContent).toBe('There is one of that name already.');
    expect(screen.getByLabelText(/Name/).getAttribute('aria-describedby')).toContain('f_name__error');
  });
});

describe('placing of errors', () => {
  const refused = (errors: readonly object[]) =>
    new ApiError(problem(422, 'invalid', { errors }).body as never);

  it('finds the field in a pointer, wherever the body nests it', () => {
    const error = refused([
      { pointer: '/name', code: 'required', message: 'Missing' },
      { pointer: '/values/stage', code: 'choice', message: 'Unknown' },
      { pointer: '/values/stage', code: 'choice', message: 'Really' },
      { pointer: '/outcome', code: 'outcome', message: 'No such outcome' },
    ]);
    expect(placeErrors(error, ['name', 'stage'])).toEqual({
      fields: { name: ['Missing'], stage: ['Unknown', 'Really'] },
      rest: ['No such outcome'],
    });
  });

  it('keeps the message when there is no place for it', () => {
    expect(placeErrors(new ApiError(problem(403, 'forbidden').body as never), ['name'])).toEqual({
      fields: {},
      rest: ['It says forbidden'],
    });
  });
});
