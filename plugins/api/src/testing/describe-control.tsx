import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { BrowserFieldType, ControlProps, FieldType, Locale, RecordLookup } from '../field-type.ts';
import { problemsOf } from './schema.ts';

export interface ControlSamples<Value = unknown> {
  readonly options?: { readonly [option: string]: unknown };
  /** Valid values. */
  readonly values: readonly Value[];
  /** What people type, and the value that the control must end with. */
  readonly typed?: readonly (readonly [string, Value | null])[];
  /** Records that the control can find, by entity. */
  readonly records?: {
    readonly [entity: string]: readonly { readonly id: string; readonly title: string }[];
  };
}

const locales: readonly Locale[] = [
  { language: 'en', timeZone: 'America/New_York', currency: 'USD', phoneRegion: 'US' },
  { language: 'zh-CN', timeZone: 'Asia/Shanghai', currency: 'CNY', phoneRegion: 'CN' },
];

/** What is typed into every control: right, nearly right and absurd things. */
const noise = ['a', '-', '12', '1.', '1e5', ' x ', '2026-02-30', 'a@', 'javascript:alert(1)', '😀', '，。'];

/** The laws of the browser half of a field type, as tests in jsdom. */
export function describeControl<Value>(
  browserType: BrowserFieldType,
  type: FieldType,
  samples: ControlSamples<Value>,
): void {
  const { options = {}, values, typed = [], records = {} } = samples;
  const lookup = lookupIn(records);

  const { Cell } = browserType;

  describe.each(locales)(`control and cell of ${type.id} ($language)`, (locale) => {
    let complaints: jest.Spied<typeof console.error>;
    // One that stays, outside of the page: with the last of a component go its styles, to be worked out again for the next.
    const staying = createRoot(document.createElement('div'));
    beforeAll(async () => {
      await act(async () =>
        staying.render(
          <>
            <Form
              type={browserType}
              given={{ options, locale, lookup, value: null }}
              onEmit={() => undefined}
            />
            {values.map((value) => (
              <Cell
                key={JSON.stringify(value)}
                value={value}
                options={options}
                locale={locale}
                lookup={lookup}
              />
            ))}
          </>,
        ),
      );
    });
    afterAll(() => act(() => staying.unmount()));
    beforeEach(() => {
      complaints = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    });
    afterEach(() => {
      cleanup();
      const messages = complaints.mock.calls.map((call) => call.map(String).join(' '));
      complaints.mockRestore();
      // React's and antd's warnings about wrong use come this way. Sizes are NaN for want of a layout in jsdom.
      expect(messages.filter((message) => !message.startsWith('`NaN` is an invalid value'))).toEqual([]);
    });

    const show = async (props: Partial<ControlProps> = {}) => {
      const emitted: unknown[] = [];
      const given = { options, locale, lookup, ...props };
      const view = render(<Form type={browserType} given={given} onEmit={(value) => emitted.push(value)} />);
      await settle();
      return { emitted, ...view };
    };

    it('renders each value, and none, under its label', async () => {
      for (const value of [null, ...values]) {
        await show({ value });
        expect(screen.getAllByLabelText('Caption').length).toBeGreaterThan(0);
        expect(document.getElementById('field')).not.toBeNull();
        cleanup();
      }
    });

    it('says that it is invalid, and why', async () => {
      await show({ value: null, invalid: true, describedBy: 'reason' });
      expect(document.querySelector('[aria-describedby~="reason"]')).not.toBeNull();
    });

    it('takes the focus from the keyboard', async () => {
      const { container } = await show({ value: values[0] ?? null });
      await userEvent.tab();
      expect(document.activeElement).not.toBe(document.body);
      expect(container.contains(document.activeElement)).toBe(true);
    });

    it('emits only valid values or null, whatever is typed', async () => {
      const { emitted, container } = await show({ value: null });
      const input = container.querySelector<HTMLElement>('input:not([type=radio]), textarea');
      if (!input) return;
      fireEvent.focus(input);
      for (const text of noise) {
        fireEvent.change(input, { target: { value: text } });
        fireEvent.keyDown(input, { key: 'Enter' });
        await settle();
      }
      fireEvent.blur(input);
      for (const value of emitted) {
        if (value !== null) expect({ value, problems: faultsOf(value) }).toEqual({ value, problems: [] });
      }
    });

    it('reads what people type', async () => {
      for (const [text, value] of typed) {
        const { emitted, container } = await show({ value: null });
        await userEvent.type(within(container).getByRole('textbox'), text);
        await userEvent.tab();
        expect(emitted.at(-1) ?? null).toEqual(value);
        cleanup();
      }
    });

    it('emits nothing while it is read-only', async () => {
      const { emitted, container } = await show({ value: values[0] ?? null, readOnly: true });
      for (const input of container.querySelectorAll('input, textarea, button')) {
        fireEvent.click(input);
        fireEvent.keyDown(input, { key: 'Enter' });
      }
      await settle();
      expect(emitted).toEqual([]);
    });

    const titles = Object.values(records)
      .flat()
      .map(({ title }) => title);

    it('shows each value in a cell, without a link where links are in the way', () => {
      for (const value of values) {
        const { container } = render(
          <Cell value={value} options={options} locale={locale} lookup={lookup} title={titles} plain />,
        );
        expect(container.textContent).toMatch(/[^–\s]/);
        expect(container.querySelector('a')).toBeNull();
      }
    });

    it('shows a dash where there is no value', () => {
      const { container } = render(<Cell value={null} options={options} locale={locale} lookup={lookup} />);
      expect(container.textContent).toBe('–');
    });

    it('has no link that a browser would run', () => {
      for (const value of values) {
        const { container } = render(
          <Cell value={value} options={options} locale={locale} lookup={lookup} title={titles} />,
        );
        for (const link of container.querySelectorAll('a')) {
          expect(link.getAttribute('href')).toMatch(/^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)/);
          expect(link.target === '_blank' ? link.rel : 'noopener').toContain('noopener');
        }
      }
    });
  });

  function faultsOf(value: unknown): readonly unknown[] {
    const faults = problemsOf(type.valueSchema(options), value);
    if (faults.length > 0) return faults;
    const fault = type.check?.(value, options);
    return fault === undefined ? [] : [fault];
  }
}

interface FormProps {
  readonly type: BrowserFieldType;
  readonly given: Pick<ControlProps, 'options' | 'locale' | 'lookup'> & Partial<ControlProps>;
  readonly onEmit: (value: unknown) => void;
}

/** Holds the value as a form does. */
function Form({ type: { Control }, given, onEmit }: FormProps) {
  const [value, setValue] = useState<unknown>(given.value ?? null);
  return (
    <>
      <p id="reason">Reason</p>
      <Control
        id="field"
        label="Caption"
        required={false}
        readOnly={false}
        {...given}
        value={value}
        onChange={(next) => {
          setValue(next);
          onEmit(next);
        }}
      />
    </>
  );
}

/** Lets promises and zero timers of the component come to rest. */
async function settle(): Promise<void> {
  await act(() => new Promise((resolve) => setTimeout(resolve, 5)));
}

function lookupIn(records: NonNullable<ControlSamples['records']>): RecordLookup {
  const of = (entity: string) => records[entity] ?? [];
  return {
    search: async (entity, text) => ({
      items: of(entity).filter(({ title }) => title.includes(text)),
      next: null,
    }),
    titles: async (entity, ids) =>
      Object.fromEntries(of(entity).flatMap(({ id, title }) => (ids.includes(id) ? [[id, title]] : []))),
    href: (entity, id) => `/records/${entity}/${id}`,
  };
}
