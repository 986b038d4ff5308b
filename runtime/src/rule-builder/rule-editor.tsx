import { Button, Select } from 'antd';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { DeleteOutlined } from '../pages/icons.tsx';
import { AggregateEditor, type NestedGroupProps, RelatedWhere } from './aggregate-editor.tsx';
import { FieldPicker } from './field-picker.tsx';
import { comparedAs, reach } from './fields.ts';
import { OperandInput } from './operand-input.tsx';
import { choiceOf, operatorChoices, withChoice } from './operators.ts';
import { useRuleScope } from './rule-context.tsx';
import { emptyGroup, type Rule, type Subject } from './tree.ts';

export interface RuleEditorProps {
  readonly entity: string;
  readonly rule: Rule;
  readonly depth: number;
  readonly autoFocus: boolean;
  /** What edits the conditions on related records. */
  readonly nested: ComponentType<NestedGroupProps>;
  readonly onChange: (rule: Rule) => void;
  readonly onRemove: () => void;
}

/** One condition on a line: what, how, and with what it is compared. */
export function RuleEditor({ entity, rule, depth, autoFocus, nested, onChange, onRemove }: RuleEditorProps) {
  const { t } = useTranslation();
  const scope = useRuleScope();
  const { subject } = rule;
  const path = subject.kind === 'aggregate' ? subject.relation : subject.path;
  const compared = comparedAs(scope, entity, subject);
  const choices = operatorChoices(scope, entity, subject, t);
  const choice = choiceOf(rule);
  const [operand] = rule.operands;
  const pick = (next: string) => {
    const relation = reach(scope, entity, next)?.field.relation;
    const picked: Subject =
      relation && relation.cardinality !== 'one'
        ? { kind: 'aggregate', by: 'exists', relation: next, where: emptyGroup() }
        : { kind: 'field', path: next };
    const [first] = operatorChoices(scope, entity, picked, t);
    onChange(
      withChoice({ ...rule, subject: picked, operator: '', operands: [], not: false }, first?.value ?? ''),
    );
  };
  return (
    <div className="t-rule-whole">
      <div className="t-rule-line">
        <FieldPicker
          entity={entity}
          value={path}
          onChange={pick}
          several
          named
          label={t('builder.field')}
          autoFocus={autoFocus}
        />
        {subject.kind === 'aggregate' && (
          <AggregateEditor
            entity={entity}
            subject={subject}
            onChange={(next) => {
              const [first] = operatorChoices(scope, entity, next, t);
              const again = next.by === subject.by && next.of === subject.of;
              const changed = { ...rule, subject: next };
              onChange(
                again
                  ? changed
                  : withChoice({ ...changed, operator: '', operands: [], not: false }, first?.value ?? ''),
              );
            }}
          />
        )}
        {path !== '' && choices.length > 0 && (
          <Select
            className="t-rule-operator"
            aria-label={t('builder.operator')}
            popupMatchSelectWidth={false}
            showSearch={{ optionFilterProp: 'label' }}
            value={choice}
            onChange={(next) => onChange(withChoice(rule, next))}
            options={[
              ...choices,
              ...(choices.some(({ value }) => value === choice) ? [] : [{ value: choice, label: choice }]),
            ]}
          />
        )}
        {operand && compared && (
          <OperandInput
            key={`${path} ${choice}`}
            id={`${rule.key}-value`}
            entity={entity}
            compared={compared}
            operator={rule.operator}
            operand={operand}
            onChange={(next) => onChange({ ...rule, operands: [next] })}
          />
        )}
        {path !== '' && !compared && <span className="t-rule-gone">{t('builder.gone', { path })}</span>}
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t('builder.removeRule')}
          onClick={onRemove}
        />
      </div>
      {subject.kind === 'aggregate' && (
        <RelatedWhere
          entity={entity}
          subject={subject}
          depth={depth}
          nested={nested}
          onChange={(where) => onChange({ ...rule, subject: { ...subject, where } })}
        />
      )}
    </div>
  );
}
