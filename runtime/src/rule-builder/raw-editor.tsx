import type { Expression } from '@tenon/documents';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeleteOutlined } from '../pages/icons.tsx';
import { type RawRule, type RuleNode, readRules } from './tree.ts';

export interface RawEditorProps {
  readonly entity: string;
  readonly rule: RawRule;
  readonly autoFocus: boolean;
  readonly onChange: (rule: RuleNode) => void;
  readonly onRemove: () => void;
}

/** A condition that has no form here, as JSON. It becomes a form again when it is changed to something that has one. */
export function RawEditor({ rule, autoFocus, onChange, onRemove }: RawEditorProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => JSON.stringify(rule.expression, null, 2));
  const [fault, setFault] = useState<string>();
  const leave = () => {
    try {
      const expression = JSON.parse(text) as Expression;
      setFault(undefined);
      const [only, ...more] = readRules(expression).children;
      onChange(only && more.length === 0 && only.kind !== 'raw' ? only : { ...rule, expression });
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div className="t-rule-line t-rule-raw">
      <div className="t-rule-raw-text">
        <Input.TextArea
          aria-label={t('builder.raw')}
          autoFocus={autoFocus}
          autoSize={{ minRows: 1, maxRows: 10 }}
          spellCheck={false}
          status={fault === undefined ? '' : 'error'}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onBlur={leave}
        />
        <p
          className={fault === undefined ? 't-field-help' : 't-field-error'}
          role={fault === undefined ? undefined : 'alert'}
        >
          {fault ?? t('builder.rawHint')}
        </p>
      </div>
      <Button type="text" icon={<DeleteOutlined />} aria-label={t('builder.removeRule')} onClick={onRemove} />
    </div>
  );
}
