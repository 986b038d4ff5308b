import type { Language } from '@tenon/documents';
import { Avatar, Button, Dropdown, type MenuProps, Tooltip } from 'antd';
import { BulbOutlined, GlobalOutlined } from '../pages/icons.tsx';
import { setThemeChoice, type ThemeChoice, useThemeMode } from '../theme/index.ts';

/** The languages of the apps; each app says what a switch brings about. */
export function LanguageMenu({
  label,
  language,
  onSwitch,
}: {
  readonly label: string;
  readonly language: Language;
  readonly onSwitch: (language: Language) => void;
}) {
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [language],
        items: [
          { key: 'en', label: 'English', onClick: () => onSwitch('en') },
          { key: 'zh-CN', label: '简体中文', onClick: () => onSwitch('zh-CN') },
        ],
      }}
    >
      <Tooltip title={label}>
        <Button type="text" aria-label={label} icon={<GlobalOutlined />} />
      </Tooltip>
    </Dropdown>
  );
}

const choices = ['system', 'light', 'dark'] as const satisfies readonly ThemeChoice[];

/** Light or dark, for both apps at once. */
export function ThemeMenu({
  label,
  nameOf,
}: {
  readonly label: string;
  readonly nameOf: (choice: ThemeChoice) => string;
}) {
  const { choice } = useThemeMode();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [choice],
        items: choices.map((key) => ({ key, label: nameOf(key), onClick: () => setThemeChoice(key) })),
      }}
    >
      <Tooltip title={label}>
        <Button type="text" aria-label={label} icon={<BulbOutlined />} />
      </Tooltip>
    </Dropdown>
  );
}

/** Who is signed in, and what they can do about it. */
export function AccountMenu({
  label,
  user,
  items,
}: {
  readonly label: string;
  readonly user: { readonly name: string; readonly email: string | null };
  readonly items: NonNullable<MenuProps['items']>;
}) {
  const { name, email } = user;
  const who = (
    <div className="t-who">
      <strong>{name}</strong>
      {email !== null && <span className="t-muted">{email}</span>}
    </div>
  );
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items: [{ key: 'who', type: 'group', label: who }, { type: 'divider' }, ...items] }}
    >
      {/* What is seen is part of the name: people who speak to their computer say it. */}
      <button type="button" className="t-user-button" aria-label={`${label}: ${name}, ${initials(name)}`}>
        <Avatar size={28}>{initials(name)}</Avatar>
      </button>
    </Dropdown>
  );
}

/** Two letters, or the last two characters of a Chinese name. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  if (/\p{Script=Han}/u.test(name)) return [...name.trim()].slice(-2).join('');
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase();
}
