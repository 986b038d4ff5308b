import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RecordBody } from '@tenon/model';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { startApiServer } from '../testing/api-server.ts';
import { configOf, entityOf, fieldOf, TestWorkspace } from '../testing/workspace.tsx';
import { InlineField } from './inline-field.tsx';

const phone = fieldOf('phone', 'phone', { label: 'Phone' });
const entity = entityOf('account', [fieldOf('name', 'text'), phone]);
const record = { id: 'a1', version: 1, name: 'Acme', phone: '+14155552671' } as unknown as RecordBody;

let server: Awaited<ReturnType<typeof startApiServer>>;
beforeEach(async () => {
  server = await startApiServer(() => ({ body: { ...record, version: 2 } }));
});
afterEach(async () => {
  cleanup();
  await server.close();
});
const writes = () => server.requests.filter(({ method }) => method !== 'GET').map(({ body }) => body);

describe('field that is changed in its place', () => {
  it('is not saved while it holds text that means no value', async () => {
    render(
      <TestWorkspace base={server.base} config={configOf([entity])}>
        <InlineField entity={entity} field={phone} record={record} span={1} editable />
      </TestWorkspace>,
    );
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Edit Phone' }));
    const input = screen.getByLabelText('Phone');
    await user.clear(input);
    await user.type(input, 'nobody{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe('Enter a phone number');
    expect(writes()).toEqual([]);

    await user.clear(input);
    await user.type(input, '+1 415 555 2672{Enter}');
    await waitFor(() => expect(writes()).toMatchObject([{ phone: '+14155552672' }]));
  });
});
