import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { coreFields, coreRules } from '@tenon/core-fields';
import { coreStrategies } from '@tenon/core-strategies';
import { coreTiles } from '@tenon/core-tiles';
import { coreViews } from '@tenon/core-views';
import { documentKinds, schemas } from '@tenon/documents';
import { compile } from '@tenon/model';
import { createRegistry } from '@tenon/plugin-api';
import { cleanup, fireEvent, render } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { type StudioApi, StudioApiProvider } from '../../api/index.ts';
import { createTexts } from '../../i18n/index.ts';
import { SchemasProvider } from '../../references/index.ts';
import { EditingProvider } from '../editing.ts';
import { FieldContext } from './field-context.ts';
import { GenericEditor } from './generic-editor.tsx';
import { ValueField } from './value-field.tsx';

const folder = join(import.meta.dirname, '../../../../schemas/documents/src');
const examples = documentKinds.flatMap(({ kind }) =>
  readdirSync(join(folder, kind, 'examples')).map((file) => ({
    kind,
    file,
    document: JSON.parse(readFileSync(join(folder, kind, 'examples', file), 'utf8')) as {
      [key: string]: unknown;
    },
  })),
);
const registry = createRegistry([coreRules, coreFields, coreViews, coreTiles, coreStrategies]);
const { model } = compile(
  examples.map(({ document }) => document),
  registry,
);

/** The editor over a document that stays drawn as it was; what it made of it, one after the other. */
function edit(kind: string, document: unknown) {
  const made: unknown[] = [];
  const newest = () => (made.length === 0 ? document : made.at(-1));
  // The server's schemas are the ones that the package brings.
  const api = { schemas: async () => schemas } as unknown as StudioApi;
  const { container } = render(
    <QueryClientProvider client={new QueryClient()}>
      <I18nextProvider i18n={createTexts('en')}>
        <StudioApiProvider api={api}>
          <SchemasProvider>
            <EditingProvider
              value={{
                reference: { kind, document, model, registry },
                problems: [],
                onChange: (change) => made.push(change(newest())),
              }}
            >
              <FieldContext value={ValueField}>
                <GenericEditor />
              </FieldContext>
            </EditingProvider>
          </SchemasProvider>
        </StudioApiProvider>
      </I18nextProvider>
    </QueryClientProvider>,
  );
  return { made, container };
}

afterEach(cleanup);

describe('the editor from the schema', () => {
  // One drawing per example, looked at by selectors: roles are worked out from the style of every element.
  it.each(examples)(
    'draws $kind/$file, changes nothing by itself, then one text and nothing else, keys in their order',
    ({ kind, document }) => {
      const before = JSON.stringify(document);
      const { made, container } = edit(kind, document);
      expect(made).toEqual([]);
      expect(container.querySelectorAll('fieldset').length).toBeGreaterThan(0);
      const input = container.querySelector('input.ant-input');
      if (!input) throw new Error('no text to change');
      fireEvent.change(input, { target: { value: 'Another name' } });
      expect(made).toHaveLength(1);
      const label =
        typeof document.label === 'string'
          ? 'Another name'
          : { ...(document.label as object), en: 'Another name' };
      expect(JSON.stringify(made[0])).toBe(JSON.stringify({ ...document, label }));
      expect(JSON.stringify(document)).toBe(before);
    },
  );

  it('makes every change from the newest document, though it is not drawn anew in between', () => {
    const document = { kind: 'view', id: 'all', label: 'All', entity: 'customer', columns: [] };
    const { made, container } = edit('view', document);
    const input = container.querySelector('input.ant-input');
    const add = [...container.querySelectorAll('.s-list > .s-add-link')].at(-1);
    if (!input || !add) throw new Error('no text to change, or no list to add to');
    fireEvent.change(input, { target: { value: 'Another name' } });
    fireEvent.click(add);
    fireEvent.click(add);
    expect(made).toHaveLength(3);
    expect(made[2]).toMatchObject({ label: 'Another name', columns: [{}, {}] });
  });

  it('takes an element of a list away and leaves the others as they were', () => {
    const example = examples.find(({ kind }) => kind === 'view');
    const document = example?.document as { columns: readonly unknown[] };
    const { made, container } = edit('view', document);
    const remove = container.querySelector('.s-item button[aria-label^="Remove: "]');
    if (!remove) throw new Error('no element to remove');
    fireEvent.click(remove);
    expect(JSON.stringify(made[0])).toBe(JSON.stringify({ ...document, columns: document.columns.slice(1) }));
  });
});
