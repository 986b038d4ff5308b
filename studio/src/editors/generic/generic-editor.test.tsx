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
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
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

/** The editor over a document; what it last made of it. */
function edit(kind: string, document: unknown) {
  const made: unknown[] = [];
  // The server's schemas are the ones that the package brings.
  const api = { schemas: async () => schemas } as unknown as StudioApi;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <I18nextProvider i18n={createTexts('en')}>
        <StudioApiProvider api={api}>
          <SchemasProvider>
            <EditingProvider
              value={{
                reference: { kind, document, model, registry },
                problems: [],
                onChange: (change) => made.push(change(document)),
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
  return made;
}

afterEach(cleanup);

describe('the editor from the schema', () => {
  it.each(examples)('draws $kind/$file and changes nothing by itself', ({ kind, document }) => {
    const before = JSON.stringify(document);
    const made = edit(kind, document);
    expect(made).toEqual([]);
    expect(JSON.stringify(document)).toBe(before);
    expect(screen.getAllByRole('group').length).toBeGreaterThan(0);
  });

  it.each(examples)(
    'changes one text of $kind/$file and nothing else, keys in their order',
    ({ kind, document }) => {
      const made = edit(kind, document);
      const [input] = screen.getAllByRole('textbox').filter((one) => one.tagName === 'INPUT');
      if (!input) throw new Error('no text to change');
      fireEvent.change(input, { target: { value: 'Another name' } });
      expect(made).toHaveLength(1);
      const label =
        typeof document.label === 'string'
          ? 'Another name'
          : { ...(document.label as object), en: 'Another name' };
      expect(JSON.stringify(made[0])).toBe(JSON.stringify({ ...document, label }));
    },
  );

  it('takes an element of a list away and leaves the others as they were', () => {
    const example = examples.find(({ kind }) => kind === 'view');
    const document = example?.document as { columns: readonly unknown[] };
    const made = edit('view', document);
    const [remove] = screen
      .getAllByRole('button', { name: /^Remove: / })
      .filter((one) => one.closest('.s-item'));
    if (!remove) throw new Error('no element to remove');
    fireEvent.click(remove);
    expect(JSON.stringify(made[0])).toBe(JSON.stringify({ ...document, columns: document.columns.slice(1) }));
  });
});
