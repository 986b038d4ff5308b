import type { EntityConfig, FieldConfig } from '@tenon/model';
import { Button, Segmented, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ActionProps,
  type CombinatorSelectorProps,
  type Field,
  type FieldSelectorProps,
  type OperatorSelectorProps,
  QueryBuilder,
  type ValueEditorProps,
} from 'react-querybuilder';
import { useLanguage } from '../i18n/index.ts';
import { DeleteOutlined, PlusOutlined } from '../pages/icons.tsx';
import { useRegistry } from '../registry/index.ts';
import { countRules, emptyFilter, type Filter, filled } from './filter-expression.ts';
import { FilterValue } from './filter-value.tsx';

export interface FilterPanelProps {
  readonly entity: EntityConfig;
  readonly filter: Filter;
  readonly onApply: (filter: Filter) => void;
}

/** Conditions over the fields of an entity, applied together. */
export function FilterPanel({ entity, filter, onApply }: FilterPanelProps) {
  const { t } = useTranslation();
  const fields = useFilterFields(entity);
  const [draft, setDraft] = useState(() => startFilter(filter, fields[0]));
  // The builder starts anew whenever one of these is another object.
  const known = useMemo(() => [...fields], [fields]);
  const context = useMemo(
    () => ({ byId: new Map(entity.fields.map((field) => [field.id, field])) }),
    [entity],
  );
  return (
    <section className="t-filter-panel" aria-label={t('filter.title')}>
      <QueryBuilder
        fields={known}
        query={draft}
        onQueryChange={setDraft}
        controlElements={controls}
        resetOnFieldChange
        resetOnOperatorChange
        context={context}
      />
      <div className="t-filter-actions">
        <Button type="primary" onClick={() => onApply(countRules(draft) === 0 ? emptyFilter : draft)}>
          {t('app.apply')}
        </Button>
        <Button
          onClick={() => {
            setDraft(startFilter(emptyFilter, fields[0]));
            onApply(emptyFilter);
          }}
        >
          {t('app.clear')}
        </Button>
      </div>
    </section>
  );
}

interface FilterField extends Field {
  readonly operators: { name: string; value: string; label: string }[];
}

/** Nothing to begin with would be a riddle: an empty filter opens with one rule to fill in. */
function startFilter(filter: Filter, first: FilterField | undefined): Filter {
  if (filter.rules.length > 0 || !first) return filter;
  return { ...filter, rules: [{ field: first.name, operator: first.operators[0]?.name ?? '', value: null }] };
}

/** What can be asked about a part of a value, which is text. */
const partOperators = ['icontains', '==', '!=', 'starts_with', 'empty'];

/** Fields and parts of them that can be asked about, with the operators that their types offer. */
function useFilterFields(entity: EntityConfig): readonly FilterField[] {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const registry = useRegistry();
  return useMemo(() => {
    const operatorsOf = (field: FieldConfig) => {
      const type = registry.fieldTypes.get(field.type);
      const isList = type?.valueType(field.options).kind === 'list';
      // Of a field that holds several, "is one of" would turn its operands round.
      return operatorsNamed((type?.operators ?? []).filter((id) => !(isList && id === 'in')));
    };
    const operatorsNamed = (ids: readonly string[]) => {
      const named = ids.flatMap((id) => {
        const operator = registry.rules.operator(id);
        // A rule here has one operand beside the field.
        return operator && (operator.values?.arity.least ?? 0) <= 2
          ? [{ name: id, value: id, label: label(operator.label, id) }]
          : [];
      });
      return ids.includes('empty')
        ? [...named, { name: filled, value: filled, label: t('filter.isNotEmpty') }]
        : named;
    };
    // What is the entity's own comes first.
    const ordered = [
      ...entity.fields.filter(({ system }) => !system),
      ...entity.fields.filter(({ system }) => system),
    ];
    return ordered
      .filter(({ relation, id }) => relation?.cardinality !== 'inverse' && id !== 'id')
      .flatMap((field) => {
        const whole = {
          name: field.id,
          value: field.id,
          label: label(field.label, field.id),
          operators: operatorsOf(field),
        };
        const parts = Object.entries(registry.fieldTypes.get(field.type)?.parts ?? {});
        return [
          whole,
          ...parts.map(([part, { label: text }]) => ({
            name: `${field.id}.${part}`,
            value: `${field.id}.${part}`,
            label: `${whole.label} · ${label(text, part)}`,
            operators: operatorsNamed(partOperators),
          })),
        ];
      })
      .filter(({ operators }) => operators.length > 0);
  }, [entity, registry, label, t]);
}

type Options = readonly { readonly name: string; readonly label: string }[];
const choices = (options: unknown) => (options as Options).map(({ name, label }) => ({ value: name, label }));

function FieldChoice({ options, value, handleOnChange }: FieldSelectorProps) {
  const { t } = useTranslation();
  return (
    <Select
      aria-label={t('filter.field')}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      style={{ minWidth: 150 }}
      value={value}
      onChange={handleOnChange}
      options={choices(options)}
    />
  );
}

function OperatorChoice({ options, value, handleOnChange }: OperatorSelectorProps) {
  const { t } = useTranslation();
  return (
    <Select
      aria-label={t('filter.operator')}
      popupMatchSelectWidth={false}
      style={{ minWidth: 130 }}
      value={value}
      onChange={handleOnChange}
      options={choices(options)}
    />
  );
}

function CombinatorChoice({ value, handleOnChange }: CombinatorSelectorProps) {
  const { t } = useTranslation();
  return (
    <Segmented
      size="small"
      aria-label={t('filter.combinator')}
      value={value ?? 'and'}
      onChange={handleOnChange}
      options={[
        { value: 'and', label: t('filter.and') },
        { value: 'or', label: t('filter.or') },
      ]}
    />
  );
}

function ValueChoice({ field, operator, value, handleOnChange, context, path }: ValueEditorProps) {
  // Of a part, the field that it belongs to.
  const [id = '', part] = field.split('.');
  const config = (context as { byId: ReadonlyMap<string, FieldConfig> }).byId.get(id);
  if (!config || operator === 'empty' || operator === filled) return null;
  return (
    <span className="rule-value-wrap">
      <FilterValue
        id={`filter-${path.join('-')}`}
        field={config}
        part={part !== undefined}
        operator={operator}
        value={value}
        onChange={handleOnChange}
      />
    </span>
  );
}

function AddButton({
  text,
  onClick,
}: {
  readonly text: string;
  readonly onClick: ActionProps['handleOnClick'];
}) {
  return (
    <Button size="small" type="text" icon={<PlusOutlined />} onClick={onClick}>
      {text}
    </Button>
  );
}

function RemoveButton({
  text,
  onClick,
}: {
  readonly text: string;
  readonly onClick: ActionProps['handleOnClick'];
}) {
  return <Button type="text" icon={<DeleteOutlined />} aria-label={text} onClick={onClick} />;
}

const controls = {
  fieldSelector: FieldChoice,
  operatorSelector: OperatorChoice,
  combinatorSelector: CombinatorChoice,
  valueEditor: ValueChoice,
  addRuleAction: ({ handleOnClick }: ActionProps) => (
    <AddButton text={useTranslation().t('filter.addRule')} onClick={handleOnClick} />
  ),
  addGroupAction: ({ handleOnClick }: ActionProps) => (
    <AddButton text={useTranslation().t('filter.addGroup')} onClick={handleOnClick} />
  ),
  removeRuleAction: ({ handleOnClick }: ActionProps) => (
    <RemoveButton text={useTranslation().t('filter.removeRule')} onClick={handleOnClick} />
  ),
  removeGroupAction: ({ handleOnClick }: ActionProps) => (
    <RemoveButton text={useTranslation().t('filter.removeGroup')} onClick={handleOnClick} />
  ),
};
