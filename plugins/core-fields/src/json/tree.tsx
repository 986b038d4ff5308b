import type { Language } from '@tenon/documents';
import { Button, theme } from 'antd';
import { useState } from 'react';
import { uiText } from '../shared/browser/texts.ts';
import type { Json } from './canonical.ts';

export interface JsonTreeProps {
  readonly value: Json;
  readonly language: Language;
}

/** Branches with more entries than these begin folded, and show as many at a time. */
const fewEntries = 12;
const mostEntries = 100;

/** JSON as a tree that folds by mouse and keyboard; what is inside of a branch is drawn once that is open. */
export function JsonTree({ value, language }: JsonTreeProps) {
  const { token } = theme.useToken();
  return (
    <div
      style={{
        fontFamily: token.fontFamilyCode,
        fontSize: token.fontSizeSM,
        lineHeight: token.lineHeight,
        whiteSpace: 'normal',
        overflowWrap: 'anywhere',
      }}
    >
      <Node value={value} language={language} depth={0} />
    </div>
  );
}

interface NodeProps extends JsonTreeProps {
  readonly name?: string;
  readonly depth: number;
}

function Node({ name, value, language, depth }: NodeProps) {
  const { token } = theme.useToken();
  const key = name !== undefined && <span style={{ color: token.colorTextSecondary }}>{name}: </span>;
  const entries = entriesOf(value);
  if (entries.length > 0) return <Branch label={key} {...{ entries, value, language, depth }} />;
  return (
    <div>
      {key}
      <span style={{ color: typeof value === 'string' ? token.colorText : token.colorPrimaryText }}>
        {JSON.stringify(value)}
      </span>
    </div>
  );
}

interface BranchProps extends JsonTreeProps {
  readonly label: React.ReactNode;
  readonly entries: readonly (readonly [string, Json])[];
  readonly depth: number;
}

function Branch({ label, value, entries, language, depth }: BranchProps) {
  const { token } = theme.useToken();
  const [open, setOpen] = useState(depth < 2 && entries.length <= fewEntries);
  const [most, setMost] = useState(mostEntries);
  const [before, after] = Array.isArray(value) ? '[]' : '{}';
  const left = entries.length - most;
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary style={{ cursor: 'pointer', width: 'fit-content', minHeight: 24, paddingBlock: 2 }}>
        {label}
        <span style={{ color: token.colorTextSecondary }}>
          {before}
          {open ? '' : '…'}
          {after}{' '}
          {entries.length === 1
            ? uiText('entry', language)
            : uiText('entries', language).replace('{count}', String(entries.length))}
        </span>
      </summary>
      {open && (
        <ul
          style={{
            marginInlineStart: 4,
            paddingInlineStart: 12,
            borderInlineStart: `1px solid ${token.colorBorderSecondary}`,
          }}
        >
          {entries.slice(0, most).map(([name, inner]) => (
            <li key={name}>
              <Node name={name} value={inner} language={language} depth={depth + 1} />
            </li>
          ))}
          {left > 0 && (
            <li>
              <Button type="link" size="small" onClick={() => setMost(most + mostEntries)}>
                {uiText('moreEntries', language).replace('{count}', String(Math.min(left, mostEntries)))}
              </Button>
            </li>
          )}
        </ul>
      )}
    </details>
  );
}

/** What a list or object holds, by place or key; nothing of other values. */
function entriesOf(value: Json): readonly (readonly [string, Json])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
