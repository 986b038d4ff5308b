import type { Expression } from '@tenon/documents';
import { Alert } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createCatalog } from '../forms/catalog.ts';
import { GroupEditor } from './group-editor.tsx';
import { RuleScopeContext, useReadersScope } from './rule-context.tsx';
import { emptyRule, type Group, readRules, writeRules } from './tree.ts';

export interface RuleBuilderProps {
  /** What the conditions are about. */
  readonly entity: string;
  /** Read once; another condition is another builder (`key`). */
  readonly value: Expression | undefined;
  /** What is finished; undefined when nothing is. */
  readonly onChange: (value: Expression | undefined) => void;
  /** Named rows beside the record, name → entity; the viewer when absent. */
  readonly names?: { readonly [name: string]: string };
  /** Opens with a condition to fill in where there is none. */
  readonly inviting?: boolean;
  readonly label?: string;
}

const viewer = { viewer: 'user' };

/** Conditions of any depth: over fields, related records, segments, time and the viewer. */
export function RuleBuilder({
  entity,
  value,
  onChange,
  names = viewer,
  inviting = false,
  label,
}: RuleBuilderProps) {
  const { t } = useTranslation();
  const scope = useReadersScope(names);
  const [group, setGroup] = useState<Group>(() => {
    const read = readRules(value);
    return inviting && read.children.length === 0 ? { ...read, children: [emptyRule()] } : read;
  });
  const catalog = useMemo(() => createCatalog(scope, scope.registry), [scope]);
  const written = useMemo(() => writeRules(group), [group]);
  const problems = useMemo(
    () =>
      written === undefined
        ? []
        : scope.registry.rules.parse(written, { catalog, entity, names }, 'condition').problems,
    [written, scope, catalog, entity, names],
  );
  return (
    <RuleScopeContext value={scope}>
      <section className="t-rules-builder" aria-label={label ?? t('builder.title')}>
        <GroupEditor
          entity={entity}
          group={group}
          depth={0}
          onChange={(next) => {
            setGroup(next);
            onChange(writeRules(next));
          }}
        />
        <div aria-live="polite">
          {problems.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t('builder.problems')}
              description={[...new Set(problems.map(({ message }) => message))].slice(0, 3).join(' ')}
            />
          )}
        </div>
      </section>
    </RuleScopeContext>
  );
}
