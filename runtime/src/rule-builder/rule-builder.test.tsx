import { afterEach, describe, expect, it } from '@jest/globals';
import type { Expression } from '@tenon/documents';
import { cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { configOf, entityOf, fieldOf, TestWorkspace } from '../testing/workspace.tsx';
import { pruneRules } from './prune.ts';
import { RuleBuilder } from './rule-builder.tsx';

const relation = (id: string, to: string, cardinality: 'one' | 'inverse') =>
  fieldOf(id, 'relation', { options: { to }, relation: { cardinality, entity: to } });
const stages = [
  { id: 'open', label: 'Open', color: 'blue' },
  { id: 'won', label: 'Won', color: 'green' },
];
const account = entityOf('account', [
  fieldOf('name', 'text', { label: 'Name' }),
  fieldOf('sector', 'choice', { label: 'Sector', options: { choices: stages } }),
  relation('deals', 'deal', 'inverse'),
]);
const deal = entityOf('deal', [
  fieldOf('name', 'text', { label: 'Name' }),
  fieldOf('amount', 'decimal', { label: 'Amount', options: { decimals: 2 } }),
  fieldOf('closed', 'date', { label: 'Closed' }),
  relation('account', 'account', 'one'),
]);
const config = configOf([deal, account]);
afterEach(cleanup);

function build(entity: string, value?: Expression) {
  const given: (Expression | undefined)[] = [];
  render(
    <TestWorkspace base="http://127.0.0.1:9/api/v1" config={config}>
      <RuleBuilder entity={entity} value={value} onChange={(next) => given.push(next)} inviting />
    </TestWorkspace>,
  );
  return given;
}

describe('rule builder', () => {
  it('opens with a condition to fill in, by the keyboard alone', async () => {
    const given = build('deal');
    const user = userEvent.setup();
    const field = await screen.findByRole('combobox', { name: 'Field' });
    await user.click(field);
    await user.type(field, 'Name');
    await user.click(await screen.findByTitle('Name'));
    await user.type(screen.getByRole('textbox', { name: 'Value' }), 'Acme');
    await user.tab();
    expect(given.at(-1)).toEqual({ icontains: [{ var: 'name' }, 'Acme'] });
  });

  it('draws conditions through relations, over related records, in time, and what has no form as JSON', async () => {
    const odd = { '<': [{ '+': [{ var: 'amount' }, 1] }, 3] };
    const conditions: readonly Expression[] = [
      { '==': [{ var: 'account.sector' }, 'won'] },
      { within: [{ var: 'closed' }, 'P30D'] },
      { '>': [{ days_since: [{ var: 'closed' }] }, 7] },
      { '>': [{ var: 'amount' }, 12.5] },
      odd,
    ];
    const given = build('deal', { and: conditions });
    expect(await screen.findByText('account · Sector')).toBeTruthy();
    expect(screen.getByDisplayValue('30')).toBeTruthy();
    expect(screen.getByText('days since >')).toBeTruthy();
    expect(screen.getByDisplayValue('12.5')).toBeTruthy();
    const raw = screen.getByRole('textbox', { name: 'Condition as JSON' });
    expect(JSON.parse((raw as HTMLTextAreaElement).value)).toEqual(odd);
    const user = userEvent.setup();
    await user.click(screen.getAllByRole('button', { name: 'Remove condition' })[0] as HTMLElement);
    expect(given.at(-1)).toEqual({ and: conditions.slice(1) });
    expect(document.activeElement?.textContent).toBe('Condition');
  });

  it('nests conditions about related records', async () => {
    const value = { '>=': [{ count: ['deals', { '>': [{ var: 'amount' }, 5] }] }, 2] };
    const given = build('account', value);
    const groups = await screen.findAllByRole('group');
    expect(groups).toHaveLength(2);
    const user = userEvent.setup();
    const inner = within(groups[1] as HTMLElement);
    await user.click(inner.getByRole('button', { name: 'Remove condition' }));
    expect(given.at(-1)).toEqual({ '>=': [{ count: ['deals'] }, 2] });
  });

  it('says what is gone, and a bad text of a condition stays where it is', async () => {
    const given = build('deal', { or: [{ '==': [{ var: 'secret' }, 1] }, { nonsense: [] }] });
    expect(await screen.findByText(/“secret” is not there/)).toBeTruthy();
    expect(screen.getByText('This cannot be asked yet')).toBeTruthy();
    const user = userEvent.setup();
    const raw = screen.getByRole('textbox', { name: 'Condition as JSON' });
    await user.type(raw, '}}');
    await user.tab();
    const alerts = await screen.findAllByRole('alert');
    expect(alerts.some(({ textContent }) => textContent?.includes('JSON'))).toBe(true);
    expect(given).toEqual([]);
  });
});

describe('a condition that names what is gone', () => {
  const gone = (expression: Expression) => !JSON.stringify(expression).includes('gone');
  const a = { '==': [{ var: 'a' }, 1] };
  const lost = { '==': [{ var: 'gone' }, 1] };
  it('keeps the rest, and counts what went', () => {
    expect(pruneRules({ and: [a, lost, { or: [lost, a] }] }, gone)).toEqual({
      kept: { and: [a, a] },
      dropped: 2,
    });
    expect(pruneRules(lost, gone)).toEqual({ kept: undefined, dropped: 1 });
    expect(pruneRules(a, gone)).toEqual({ kept: a, dropped: 0 });
  });
});
