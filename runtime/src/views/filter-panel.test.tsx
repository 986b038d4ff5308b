import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { configOf, entityOf, fieldOf, TestWorkspace } from '../testing/workspace.tsx';
import { emptyFilter, type Filter, filterExpression } from './filter-expression.ts';
import { FilterPanel } from './filter-panel.tsx';

const entity = entityOf('deal', [
  fieldOf('name', 'text', { label: 'Name' }),
  fieldOf('amount', 'integer', { label: 'Amount' }),
]);
afterEach(cleanup);

describe('filter panel', () => {
  it('opens with a rule to fill in, and gives what was entered when it is applied', async () => {
    const applied: Filter[] = [];
    render(
      <TestWorkspace base="http://127.0.0.1:9/api/v1" config={configOf([entity])}>
        <FilterPanel entity={entity} filter={emptyFilter} onApply={(filter) => applied.push(filter)} />
      </TestWorkspace>,
    );
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText('Value'), 'Acme');
    await user.tab();
    await user.click(screen.getByText('Apply'));
    expect(applied.map(filterExpression)).toEqual([{ icontains: [{ var: 'name' }, 'Acme'] }]);
    await user.click(screen.getByText('Clear'));
    expect(applied.at(-1)).toEqual(emptyFilter);
  });
});
