import { Avatar, theme } from 'antd';

const hues = ['blue', 'purple', 'cyan', 'green', 'magenta', 'orange', 'geekblue', 'gold'] as const;

/** A person: the initials on a colour that follows the name, and the name. */
export function Person({ name }: { readonly name: string }) {
  const { token } = theme.useToken();
  const hue = hues[hash(name) % hues.length] ?? 'blue';
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: token.marginXS, maxWidth: '100%' }}>
      <Avatar
        size={22}
        aria-hidden
        style={{ background: token[`${hue}-1`], color: token[`${hue}-9`], flex: 'none', fontSize: 11 }}
      >
        {initials(name)}
      </Avatar>
      <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{name}</span>
    </span>
  );
}

/** First letters of the first and last word; of a Chinese name the last character, as two are too small to read. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = '?'] = words;
  if (/\p{Script=Han}/u.test(first)) return [...first].slice(-1).join('');
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

function hash(text: string): number {
  let sum = 0;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum;
}
