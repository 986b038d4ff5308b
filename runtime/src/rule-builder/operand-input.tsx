import type { Expression } from '@tenon/documents';
import type { ValueType } from '@tenon/expressions';
import { Button, Dropdown, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { DownOutlined } from '../pages/icons.tsx';
import { FieldPicker } from './field-picker.tsx';
import type { Compared, Reached } from './fields.ts';
import { useRuleScope } from './rule-context.tsx';
import type { Operand } from './tree.ts';
import { ValueInput } from './value-input.tsx';

export interface OperandInputProps {
  readonly entity: string;
  readonly compared: Compared;
  readonly operator: string;
  readonly operand: Operand;
  readonly id: string;
  readonly onChange: (operand: Operand) => void;
}

/** What a subject is compared with: a value, today, another field, or something about the viewer. */
export function OperandInput({ entity, compared, operator, operand, id, onChange }: OperandInputProps) {
  const { t } = useTranslation();
  const { registry, names } = useRuleScope();
  const { type } = compared;
  const fieldType = compared.field && registry.fieldTypes.get(compared.field.type);
  const schema = compared.field && fieldType?.valueSchema(compared.field.options).type;
  const slot = registry.rules.operator(operator)?.values?.slots(2)[1];
  const literalOnly = slot?.literal !== undefined;
  const isTime = type?.kind === 'date' || type?.kind === 'datetime';
  const moment = type?.kind === 'date' ? 'today' : 'now';
  const takesOne = Array.isArray(slot?.kinds) && !slot.kinds.includes('list');
  const kinds = [
    { key: 'value', label: t('builder.aValue') },
    ...(isTime && takesOne
      ? [{ key: 'moment', label: t(moment === 'today' ? 'builder.today' : 'builder.now') }]
      : []),
    ...(literalOnly ? [] : [{ key: 'field', label: t('builder.otherField') }]),
    ...(type?.kind === 'id' && names.viewer === type.entity && takesOne
      ? [{ key: 'viewer', label: t('builder.viewer') }]
      : []),
  ];
  const take = (kind: string) => {
    if (kind === 'moment') onChange({ kind: 'moment', by: moment });
    else if (kind === 'viewer') onChange({ kind: 'field', path: 'viewer.id' });
    else if (kind === 'field') onChange({ kind: 'field', path: '' });
    else onChange({ kind: 'value', value: undefined });
  };
  const sameKind = ({ type: other }: Reached) => other?.kind === type?.kind || other?.kind === 'list';
  return (
    <span className="t-rule-operand">
      {operand.kind === 'value' ? (
        compared.field && !(type?.kind !== 'text' && (compared.part || fieldType?.ruleValue)) ? (
          <ValueInput
            id={id}
            field={compared.field}
            part={compared.part}
            operator={operator}
            value={entered(operand.value, type, schema)}
            onChange={(value) => onChange({ kind: 'value', value: unfinished(value, type) })}
          />
        ) : type?.kind === 'text' ? (
          <Input
            id={id}
            aria-label={t('builder.value')}
            value={typeof operand.value === 'string' ? operand.value : ''}
            onChange={({ target }) =>
              onChange({ kind: 'value', value: target.value === '' ? undefined : target.value })
            }
          />
        ) : (
          <InputNumber
            id={id}
            aria-label={t('builder.value')}
            stringMode
            value={operand.value === undefined ? null : (exactText(operand.value) ?? String(operand.value))}
            onChange={(value) => onChange({ kind: 'value', value: unfinished(value, type) })}
          />
        )
      ) : operand.kind === 'moment' ? (
        <span className="t-rule-word">{t(operand.by === 'today' ? 'builder.today' : 'builder.now')}</span>
      ) : (
        <FieldPicker
          entity={entity}
          value={operand.path}
          named
          accept={sameKind}
          label={t('builder.otherField')}
          onChange={(path) => onChange({ kind: 'field', path })}
        />
      )}
      {kinds.length > 1 && (
        <Dropdown trigger={['click']} menu={{ items: kinds, onClick: ({ key }) => take(key) }}>
          <Button type="text" size="small" aria-label={t('builder.compareWith')} icon={<DownOutlined />} />
        </Dropdown>
      )}
    </span>
  );
}

/** Nothing entered is no value; numbers are exact, as rules take them. */
function unfinished(value: unknown, type: ValueType | undefined): Expression | undefined {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return undefined;
  if (type?.kind !== 'number') return value as Expression;
  return Array.isArray(value) ? value.map(Number) : exact(String(value));
}

/** A number; written out where a double would lose digits. */
function exact(text: string): Expression {
  const short = Number(text);
  return String(short) === text || Number.isSafeInteger(short) ? short : { number: [text] };
}

/** What was entered, as the control of the field holds it. */
function entered(value: Expression | undefined, type: ValueType | undefined, schema: unknown): unknown {
  if (value === undefined || type?.kind !== 'number') return value ?? null;
  const inTexts = schema === 'string';
  const one = (item: unknown) => {
    const number = exactText(item) ?? item;
    return inTexts ? String(number) : Number(number);
  };
  return Array.isArray(value) ? value.map(one) : one(value);
}

function exactText(value: unknown): string | undefined {
  const written =
    typeof value === 'object' && value !== null ? (value as { number?: unknown }).number : undefined;
  return Array.isArray(written) && typeof written[0] === 'string' ? written[0] : undefined;
}
