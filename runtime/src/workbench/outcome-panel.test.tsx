import { afterEach, describe, expect, it } from '@jest/globals';
import type { TaskBody } from '@tenon/model';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import type { FormValues } from '../forms/index.ts';
import { configOf, entityOf, fieldOf, TestWorkspace } from '../testing/workspace.tsx';
import type { Outcome, OutcomeDraft } from './outcome-draft.ts';
import { OutcomePanel, outcomeFormId } from './outcome-panel.tsx';

const phone = fieldOf('phone', 'phone', { label: 'Phone' });
const outcome: Outcome = {
  id: 'reached',
  label: 'Reached',
  color: 'green',
  note: 'none',
  fields: [{ field: phone, required: false }],
  schema: {},
};
const task = { id: 't1', entity: 'account', taskType: 'call' } as TaskBody;

const completed: FormValues[] = [];
function Host() {
  const [draft, setDraft] = useState<OutcomeDraft>({ outcome: 'reached', values: {}, note: '', key: 'k' });
  return (
    <OutcomePanel
      task={task}
      outcomes={[outcome]}
      draft={draft}
      titles={{}}
      onDraft={setDraft}
      onComplete={(values) => completed.push(values)}
      refusal={undefined}
      errors={{ fields: {}, rest: [] }}
      pending={false}
      onPress={() => (document.getElementById(outcomeFormId) as HTMLFormElement).requestSubmit()}
    />
  );
}
afterEach(() => {
  cleanup();
  completed.length = 0;
});

describe('outcome', () => {
  it('is not sent while one of its fields holds text that means no value', async () => {
    render(
      <TestWorkspace
        base="http://127.0.0.1:9/api/v1"
        config={configOf([entityOf('account', [fieldOf('name', 'text'), phone])])}
      >
        <Host />
      </TestWorkspace>,
    );
    const user = userEvent.setup();
    const input = await screen.findByLabelText('Phone');
    await user.type(input, 'nobody');
    await user.click(screen.getByRole('button', { name: 'Complete' }));
    await waitFor(() => expect(document.activeElement).toBe(input));
    expect(screen.getByRole('alert').textContent).toBe('Enter a phone number');
    expect(completed).toEqual([]);

    await user.clear(input);
    await user.type(input, '+1 415 555 2671');
    await user.click(screen.getByRole('button', { name: 'Complete' }));
    await waitFor(() => expect(completed).toEqual([{ phone: '+14155552671' }]));
  });
});
