import { Select } from 'antd';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldPicker } from './field-picker.tsx';
import { fits, needs, type Reached, reach } from './fields.ts';
import { useRuleScope } from './rule-context.tsx';
import { type Aggregate, aggregateParts, emptyGroup, type Group } from './tree.ts';

export interface AggregateEditorProps {
  readonly entity: string;
  readonly subject: Aggregate;
  readonly onChange: (subject: Aggregate) => void;
}

/** How related records count: whether there are, how many, the sum of a field of theirs. */
export function AggregateEditor({ entity, subject, onChange }: AggregateEditorProps) {
  const { t } = useTranslation();
  const scope = useRuleScope();
  const related = reach(scope, entity, subject.relation)?.field.relation?.entity;
  const { by } = subject;
  if (related === undefined) return null;
  const part = (name: 'of' | 'order') =>
    needs(by, name) && (
      <FieldPicker
        key={name}
        entity={related}
        value={subject[name] ?? ''}
        onChange={(path) => onChange({ ...subject, [name]: path })}
        accept={(reached: Reached) => fits(by, name, reached)}
        label={t(name === 'of' ? 'builder.of' : 'builder.orderedBy')}
      />
    );
  return (
    <>
      <Select
        className="t-rule-operator"
        aria-label={t('builder.aggregate')}
        popupMatchSelectWidth={false}
        value={by}
        onChange={(next) => {
          const { relation, where } = subject;
          const parts = (aggregateParts[next] ?? []).map((name) => [name, subject[name] ?? ''] as const);
          onChange({
            kind: 'aggregate',
            by: next,
            relation,
            ...(where ? { where } : {}),
            ...Object.fromEntries(parts),
          });
        }}
        options={Object.keys(aggregateParts).map((id) => ({
          value: id,
          label: scope.label(scope.registry.rules.operator(id)?.label, id),
        }))}
      />
      {part('of')}
      {part('order')}
    </>
  );
}

/** A group of conditions within another. */
export interface NestedGroupProps {
  readonly entity: string;
  readonly group: Group;
  readonly depth: number;
  readonly onChange: (group: Group) => void;
}

/** Which of the related records are meant. */
export function RelatedWhere({
  entity,
  subject,
  depth,
  nested: Nested,
  onChange,
}: Omit<AggregateEditorProps, 'onChange'> & {
  readonly depth: number;
  /** Handed in: groups hold conditions, and these hold groups again. */
  readonly nested: ComponentType<NestedGroupProps>;
  readonly onChange: (where: Group) => void;
}) {
  const { t } = useTranslation();
  const scope = useRuleScope();
  const related = reach(scope, entity, subject.relation)?.field.relation?.entity;
  if (related === undefined) return null;
  const where = subject.where ?? emptyGroup();
  return (
    <div className="t-rule-where">
      <span className="t-rule-word">
        {t(where.children.length > 0 ? 'builder.where' : 'builder.whereAny')}
      </span>
      <Nested entity={related} group={where} depth={depth + 1} onChange={onChange} />
    </div>
  );
}
