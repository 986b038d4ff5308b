import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, render, screen } from '@testing-library/react';
import { configOf, entityOf, fieldOf, TestWorkspace } from '../../testing/workspace.tsx';
import { importableFields, importMapping, matchColumns } from './column-mapping.ts';
import { previewCsv } from './csv-preview.ts';
import { ImportOutcome } from './import-outcome.tsx';

afterEach(cleanup);

describe('preview of a file', () => {
  it('reads quoted cells with delimiters, line ends and quotes in them', () => {
    const preview = previewCsv('\uFEFFName,Note\r\n"Smith, Ann","said ""yes""\nand left"\r\nLi,\r\n');
    expect(preview).toEqual({
      columns: ['Name', 'Note'],
      samples: [
        ['Smith, Ann', 'said "yes"\nand left'],
        ['Li', ''],
      ],
      rows: 2,
    });
  });

  it('finds the delimiter by the header', () => {
    expect(previewCsv('a;b;c\n1,5;2;3')?.samples).toEqual([['1,5', '2', '3']]);
    expect(previewCsv('a\tb\n1\t2')?.columns).toEqual(['a', 'b']);
  });

  it('refuses a file without a header', () => {
    expect(previewCsv('')).toBeUndefined();
    expect(previewCsv('\n1,2')).toBeUndefined();
  });
});

describe('mapping of columns', () => {
  const entity = entityOf('deal', [
    fieldOf('close_date', 'date', { label: { en: 'Closed on', 'zh-CN': '关闭日期' } }),
    fieldOf('account', 'relation', {
      options: { to: 'account' },
      relation: { cardinality: 'one', entity: 'account' },
    }),
    fieldOf('total', 'integer', { readOnly: true }),
    fieldOf('lines', 'relation', { relation: { cardinality: 'inverse', entity: 'line' } }),
  ]);
  const fields = importableFields(entity);

  it('offers what a file can fill', () => {
    expect(fields.map(({ id }) => id)).toEqual(['close_date', 'account']);
  });

  it('matches ids and labels of any language, each field once', () => {
    expect(matchColumns(['CLOSE-DATE', 'Account', 'account'], fields)).toEqual({
      'CLOSE-DATE': 'close_date',
      Account: 'account',
    });
    expect(matchColumns(['关闭日期', 'Owner'], fields)).toEqual({ 关闭日期: 'close_date' });
  });

  it('tells the server what to take, what to leave, and how to find records', () => {
    const mapping = {
      fields: { Firm: 'account' },
      missing: { account: 'create' as const },
      key: undefined,
      onError: 'skip' as const,
    };
    expect(importMapping(mapping, ['Firm', 'Junk'], true)).toEqual({
      fields: { account: { column: 'Firm', missing: 'create' } },
      ignore: ['Junk'],
      onError: 'skip',
      dryRun: true,
      mode: 'create',
    });
    expect(importMapping({ ...mapping, key: 'account' }, ['Firm'], false)).toMatchObject({
      key: 'account',
      mode: 'upsert',
      dryRun: false,
    });
  });
});

describe('outcome of an import', () => {
  it('names fields by their labels, also those that the file has no column for', async () => {
    const entity = entityOf('deal', [
      fieldOf('deal_no', 'text', { label: 'Number' }),
      fieldOf('close_date', 'date', { label: 'Closed on' }),
    ]);
    const result = { import: 'i1', rows: 2, created: 0, updated: 0, unchanged: 0, failed: 2 } as const;
    render(
      <TestWorkspace base="http://127.0.0.1:9/api/v1" config={configOf([entity])}>
        <ImportOutcome
          fields={entity.fields}
          columns={{ Nr: 'deal_no' }}
          result={{
            ...result,
            state: 'checked',
            errors: [
              {
                row: 2,
                column: null,
                field: 'close_date',
                code: 'required',
                message: "'close_date' must not be empty",
              },
              { row: 3, column: 'Nr', code: 'not-unique', message: "Another record has this 'deal_no'" },
            ],
          }}
        />
      </TestWorkspace>,
    );
    const cells = (await screen.findAllByRole('row')).slice(1).map((row) => row.textContent?.trim());
    expect(cells).toEqual(['2Closed on“Closed on” must not be empty', '3NrAnother record has this “Number”']);
  });
});
