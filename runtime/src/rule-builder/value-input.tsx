import type { ValueKind } from '@tenon/expressions';
import type { FieldConfig } from '@tenon/model';
import { Button, Input, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PlusOutlined } from '../pages/icons.tsx';
import { FieldCell, FieldControl, useRegistry } from '../registry/index.ts';
import { DurationInput } from './duration-input.tsx';

export interface ValueInputProps {
  readonly id: string;
  readonly field: FieldConfig;
  /** The rule is about a part of the field's value. */
  readonly part?: boolean;
  readonly operator: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** The value of a rule, by what its operator takes: a span of time, several values, or one. */
export function ValueInput(props: ValueInputProps) {
  const { t } = useTranslation();
  const registry = useRegistry();
  const { id, field, operator, value, onChange } = props;
  const kinds = operandKinds(registry.rules.operator(operator)?.values?.slots(2)[1]?.kinds);
  const own = registry.fieldTypes.get(field.type)?.valueType(field.options).kind;
  if (kinds.includes('duration')) return <DurationInput id={id} value={value} onChange={onChange} />;
  // What rules see of such a value is a text, not what its control gives.
  if (props.part || registry.fieldTypes.get(field.type)?.ruleValue) {
    return (
      <Input
        id={id}
        aria-label={t('builder.value')}
        value={typeof value === 'string' ? value : ''}
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
      />
    );
  }
  if (kinds.includes('list') && !kinds.includes(own ?? 'list'))
    return <SeveralValues {...props} immediate={own === 'choice' || own === 'id'} />;
  return (
    <FieldControl
      id={id}
      field={field}
      label={t('builder.value')}
      value={value ?? null}
      onChange={onChange}
      required={false}
      readOnly={false}
    />
  );
}

function operandKinds(kinds: readonly ValueKind[] | 'condition' | undefined): readonly ValueKind[] {
  return kinds === undefined || kinds === 'condition' ? [] : kinds;
}

/** Values one by one; picked ones are taken at once, written ones with the button. */
function SeveralValues({
  id,
  field,
  value,
  onChange,
  immediate,
}: ValueInputProps & { readonly immediate: boolean }) {
  const { t } = useTranslation();
  const [staged, setStaged] = useState<unknown>(null);
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const add = (added: unknown) => {
    if (added === null || list.includes(added)) return;
    onChange([...list, added]);
    setStaged(null);
  };
  return (
    <div className="t-several">
      <div className="t-inline">
        <FieldControl
          key={list.length}
          id={id}
          field={field}
          label={t('builder.value')}
          value={staged}
          onChange={immediate ? add : setStaged}
          required={false}
          readOnly={false}
        />
        {!immediate && (
          <Button aria-label={t('builder.addValue')} icon={<PlusOutlined />} onClick={() => add(staged)} />
        )}
      </div>
      {list.map((item) => (
        <Tag key={String(item)} closable onClose={() => onChange(list.filter((other) => other !== item))}>
          <FieldCell field={field} value={item} plain />
        </Tag>
      ))}
    </div>
  );
}
