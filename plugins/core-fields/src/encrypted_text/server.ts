import { sql } from '@tenon/expressions';
import { defineServerFieldType, type KeptValue } from '@tenon/plugin-api';
import { covered, type EncryptedTextOptions, isMask, maskOf } from './index.ts';

/** A value as it is stored; the mask alone is ever read. */
interface Sealed {
  readonly mask: string;
  readonly sealed: string;
  readonly index: string;
}

const noValue = {
  en: 'This is a mask, not a value: type the value itself',
  'zh-CN': '这是掩码而不是内容，请输入完整内容',
} as const;

export const encryptedTextServer = defineServerFieldType<EncryptedTextOptions, string | Sealed>({
  id: 'encrypted_text',
  columns: () => [
    { suffix: '', type: 'text', collation: 'C' },
    { suffix: 'sealed', type: 'text', collation: 'C' },
    { suffix: 'index', type: 'text', collation: 'C' },
  ],
  // A text that was not sealed has no way into the database: its mask goes there alone.
  toDb: (value) =>
    typeof value === 'string'
      ? [isMask(value) ? value : covered, null, null]
      : [value.mask, value.sealed, value.index],
  fromDb: ([mask], { visible }) => {
    const text = String(mask);
    const shown = visible > 0 ? [...text.slice(covered.length)].slice(-visible).join('') : '';
    return covered + shown;
  },
  uniqueKey: (columns) => columns.slice(2, 3),
  keeping: {
    async keep(values, { visible }, { secrets }) {
      return values.map(({ record, value }): KeptValue => {
        if (value === null) return { ok: true, stored: null, logged: null };
        if (typeof value !== 'string' || isMask(value)) return { ok: false, message: noValue };
        const mask = maskOf(value, visible);
        const stored: Sealed = {
          mask,
          sealed: secrets.seal(value, record),
          index: secrets.fingerprint(value),
        };
        return { ok: true, stored, logged: mask };
      });
    },
  },
  renewal: {
    stale([, sealed], _options, { secrets }) {
      const present = secrets.presentKey;
      return sealed && sql`(${sealed} is not null and left(${sealed}, ${present.length}) <> ${present})`;
    },
    async renew(values, _options, { secrets }) {
      return values.map(({ record, stored: [mask, sealed, index] }) => {
        const text = opened(() => secrets.unseal(String(sealed), record));
        return text === undefined ? undefined : [mask, secrets.seal(text, record), index];
      });
    },
  },
  exactly(text, columns, _options, { secrets }) {
    const index = sql.join(columns.slice(2, 3));
    return sql`${index} = ${secrets.fingerprint(text.normalize('NFC').trim())}`;
  },
  reveal: ([, sealed], record, _options, { secrets }) => secrets.unseal(String(sealed), record),
});

/** A value that was damaged stays as it is, for whoever is to look into it. */
function opened(work: () => string): string | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
