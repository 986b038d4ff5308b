import { afterEach, describe, expect, it } from '@jest/globals';
import type { FieldFile, FileExchange } from '@tenon/plugin-api';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { fileBrowser } from '../../file/browser.tsx';
import { richTextBrowser } from '../../rich_text/browser.tsx';
import type { FileReference } from '../files.ts';

const locale = { language: 'en', timeZone: 'UTC', currency: 'EUR', phoneRegion: 'DE' } as const;
const options = { maxFiles: 2, maxSize: 1, types: ['text/*'] };

/** An exchange whose answers the test gives. */
function exchange() {
  const asked: {
    file: File;
    arrive: (file: FieldFile) => void;
    fail: (error: Error) => void;
    stopped: boolean;
  }[] = [];
  const files: FileExchange = {
    href: (id) => `/api/v1/files/${id}`,
    upload: (file, { progress, signal }) =>
      new Promise((arrive, fail) => {
        const one = { file, arrive, fail, stopped: false };
        asked.push(one);
        progress?.(0.5);
        signal?.addEventListener('abort', () => {
          one.stopped = true;
          fail(new DOMException('stopped', 'AbortError'));
        });
      }),
  };
  return { files, asked };
}

const textFile = (name: string, size = 3) => new File(['x'.repeat(size)], name, { type: 'text/plain' });

interface Seen {
  readonly values: (readonly FileReference[] | null)[];
  readonly faults: (string | undefined)[];
}

/** Holds the value as a form does, and keeps what it is told. */
function Form({ files, seen }: { readonly files: FileExchange; readonly seen: Seen }) {
  const [value, setValue] = useState<unknown>(null);
  const { Control } = fileBrowser;
  return (
    <Control
      id="field"
      label="Papers"
      required={false}
      readOnly={false}
      options={options}
      locale={locale}
      lookup={{ ...noRecords, files }}
      value={value}
      onFault={(fault) => seen.faults.push(fault)}
      onChange={(next) => {
        seen.values.push(next as readonly FileReference[] | null);
        setValue(next);
      }}
    />
  );
}

const noRecords = {
  search: async () => ({ items: [], next: null }),
  titles: async () => ({}),
  href: () => '/',
};

describe('the control of files', () => {
  afterEach(cleanup);

  const show = (files: FileExchange) => {
    const seen: Seen = { values: [], faults: [] };
    return { ...render(<Form files={files} seen={seen} />), seen };
  };
  const drop = (...files: readonly File[]) =>
    fireEvent.drop(screen.getByRole('group', { name: 'Papers' }), { dataTransfer: { files } });
  const arrived = (id: string, file: File): FieldFile => ({
    id,
    name: file.name,
    mediaType: file.type,
    size: file.size,
  });

  it('sends what is dropped, holds the form back meanwhile, and keeps what arrived', async () => {
    const { files, asked } = exchange();
    const { seen } = show(files);
    drop(textFile('a.txt'), textFile('b.txt'), textFile('c.txt'));
    expect(asked.map(({ file }) => file.name)).toEqual(['a.txt', 'b.txt']);
    expect(screen.getByText('At most 2 files')).toBeTruthy();
    expect(screen.getByLabelText('Sending a.txt')).toBeTruthy();
    expect(seen.faults).toEqual(['Wait until the files have been sent']);
    await act(async () => {
      for (const [index, { file, arrive }] of asked.entries()) arrive(arrived(String(index), file));
    });
    expect(seen.values.at(-1)?.map(({ name }) => name)).toEqual(['a.txt', 'b.txt']);
    expect(seen.faults.at(-1)).toBeUndefined();
    expect(screen.getByRole('link', { name: 'a.txt' }).getAttribute('href')).toBe('/api/v1/files/0');
    fireEvent.click(screen.getByRole('button', { name: 'Remove a.txt' }));
    expect(seen.values.at(-1)?.map(({ name }) => name)).toEqual(['b.txt']);
  });

  it('sends nothing that the field does not take, and says what went wrong', async () => {
    const { files, asked } = exchange();
    const { seen } = show(files);
    drop(textFile('large.txt', 1024 * 1024 + 1), new File(['x'], 'a.png', { type: 'image/png' }));
    expect(asked).toEqual([]);
    expect(screen.getByText('Larger than 1 MB')).toBeTruthy();
    expect(screen.getByText('Not one of the allowed types')).toBeTruthy();
    drop(textFile('a.txt'));
    await act(async () => asked[0]?.fail(new Error('no')));
    expect(screen.getByText('Could not be sent')).toBeTruthy();
    expect([seen.values.at(-1) ?? null, seen.faults.at(-1)]).toEqual([null, undefined]);
  });

  it('stops what is under way when it is cancelled, and when the form goes', async () => {
    const { files, asked } = exchange();
    const { unmount } = show(files);
    drop(textFile('a.txt'), textFile('b.txt'));
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Stop sending a.txt' })));
    expect(screen.queryByText('a.txt')).toBeNull();
    unmount();
    expect(asked.map(({ stopped }) => stopped)).toEqual([true, true]);
  });
});

describe('a formatted text where there is room', () => {
  afterEach(cleanup);

  it('is drawn from the known elements alone, whatever it holds', () => {
    const { Cell } = richTextBrowser;
    const lookup = {
      search: async () => ({ items: [], next: null }),
      titles: async () => ({}),
      href: () => '/',
    };
    const html =
      '<h2>T</h2><ul><li>a</li></ul><img src=x onerror=alert(1)><script>x</script><a href="javascript:x()">b</a><a href="https://example.com">c</a>';
    const { container } = render(
      <Cell value={html} options={{ maxLength: 100 }} locale={locale} lookup={lookup} whole />,
    );
    expect(container.querySelector('h2')?.textContent).toBe('T');
    expect(container.querySelector('li')?.textContent).toBe('a');
    expect(container.querySelector('img, script')).toBeNull();
    expect([...container.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
      'https://example.com',
    ]);
  });
});
