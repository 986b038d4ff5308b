import { Button, Segmented } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeleteOutlined, PlusOutlined } from '../pages/icons.tsx';
import type { NestedGroupProps } from './aggregate-editor.tsx';
import { RawEditor } from './raw-editor.tsx';
import { useRuleScope } from './rule-context.tsx';
import { RuleEditor } from './rule-editor.tsx';
import { SegmentEditor } from './segment-editor.tsx';
import { emptyGroup, emptyRule, newKey, type RuleNode } from './tree.ts';

export interface GroupEditorProps extends NestedGroupProps {
  readonly onRemove?: () => void;
}

/** Groups in groups at most; deeper ones that were read are shown all the same. */
const deepest = 4;

/** Conditions that all hold, or of which one does. */
export function GroupEditor({ entity, group, depth, onChange, onRemove }: GroupEditorProps) {
  const { t } = useTranslation();
  const { segmentations } = useRuleScope();
  const [added, setAdded] = useState<string>();
  const add = useRef<HTMLButtonElement>(null);
  const divided = Object.values(segmentations).filter((one) => one.entity === entity);
  const append = (node: RuleNode) => {
    setAdded(node.key);
    onChange({ ...group, bare: true, children: [...group.children, node] });
  };
  const replace = (key: string, next: RuleNode | undefined) => {
    const children = group.children.flatMap((child) => (child.key === key ? (next ? [next] : []) : [child]));
    onChange({ ...group, bare: next ? group.bare : true, children });
    // The focus must not fall off the page with what it was in.
    if (!next) add.current?.focus();
  };
  const words = t(group.combinator === 'and' ? 'builder.and' : 'builder.or');
  return (
    <fieldset
      className="t-rule-group"
      data-depth={depth}
      aria-label={group.not ? t('builder.notGroup', { words }) : words}
    >
      {(group.children.length > 1 || group.not || onRemove) && (
        <div className="t-rule-group-head">
          <Segmented
            size="small"
            aria-label={t('builder.combinator')}
            value={group.combinator}
            onChange={(combinator) => onChange({ ...group, combinator })}
            options={[
              { value: 'and' as const, label: t('builder.and') },
              { value: 'or' as const, label: t('builder.or') },
            ]}
          />
          <Button
            size="small"
            type={group.not ? 'primary' : 'text'}
            aria-pressed={group.not}
            onClick={() => onChange({ ...group, not: !group.not })}
          >
            {t('builder.not')}
          </Button>
          {onRemove && (
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('builder.removeGroup')}
              onClick={onRemove}
            />
          )}
        </div>
      )}
      {group.children.map((child) => {
        const common = {
          onRemove: () => replace(child.key, undefined),
          autoFocus: added === child.key,
        };
        if (child.kind === 'group')
          return (
            <GroupEditor
              key={child.key}
              entity={entity}
              group={child}
              depth={depth + 1}
              onChange={(next) => replace(child.key, next)}
              onRemove={common.onRemove}
            />
          );
        if (child.kind === 'segment')
          return (
            <SegmentEditor
              key={child.key}
              {...common}
              entity={entity}
              rule={child}
              onChange={(next) => replace(child.key, next)}
            />
          );
        if (child.kind === 'raw')
          return (
            <RawEditor
              key={child.key}
              {...common}
              entity={entity}
              rule={child}
              onChange={(next) => replace(child.key, next)}
            />
          );
        return (
          <RuleEditor
            key={child.key}
            {...common}
            entity={entity}
            rule={child}
            depth={depth}
            nested={GroupEditor}
            onChange={(next) => replace(child.key, next)}
          />
        );
      })}
      <div className="t-rule-add">
        <Button
          ref={add}
          size="small"
          type="text"
          icon={<PlusOutlined />}
          onClick={() => append(emptyRule())}
        >
          {t('builder.addRule')}
        </Button>
        {depth < deepest && (
          <Button
            size="small"
            type="text"
            icon={<PlusOutlined />}
            onClick={() => append(emptyGroup([emptyRule()]))}
          >
            {t('builder.addGroup')}
          </Button>
        )}
        {divided[0] && (
          <Button
            size="small"
            type="text"
            icon={<PlusOutlined />}
            onClick={() =>
              append({
                kind: 'segment',
                key: newKey(),
                segmentation: divided[0]?.id ?? '',
                segments: [],
                not: false,
              })
            }
          >
            {t('builder.addSegment')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
