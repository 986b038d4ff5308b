import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { DeleteOutlined } from '../pages/icons.tsx';
import { useRuleScope } from './rule-context.tsx';
import type { SegmentRule } from './tree.ts';

export interface SegmentEditorProps {
  readonly entity: string;
  readonly rule: SegmentRule;
  readonly autoFocus: boolean;
  readonly onChange: (rule: SegmentRule) => void;
  readonly onRemove: () => void;
}

/** The record is in one of some segments, or in none of them. */
export function SegmentEditor({ entity, rule, autoFocus, onChange, onRemove }: SegmentEditorProps) {
  const { t } = useTranslation();
  const { segmentations, label } = useRuleScope();
  const offered = Object.values(segmentations).filter((one) => one.entity === entity);
  const known = Object.hasOwn(segmentations, rule.segmentation)
    ? segmentations[rule.segmentation]
    : undefined;
  return (
    <div className="t-rule-line">
      <Select
        className="t-rule-field"
        aria-label={t('builder.segmentation')}
        autoFocus={autoFocus}
        popupMatchSelectWidth={false}
        value={rule.segmentation}
        onChange={(segmentation) => onChange({ ...rule, segmentation, segments: [] })}
        options={offered.map(({ id, label: name }) => ({ value: id, label: label(name, id) }))}
      />
      <Select
        className="t-rule-operator"
        aria-label={t('builder.operator')}
        popupMatchSelectWidth={false}
        value={rule.not}
        onChange={(not) => onChange({ ...rule, not })}
        options={[
          { value: false, label: t('builder.inSegment') },
          { value: true, label: t('builder.notInSegment') },
        ]}
      />
      <span className="t-rule-operand">
        <Select
          mode="multiple"
          aria-label={t('builder.segments')}
          value={[...rule.segments]}
          onChange={(segments: string[]) => onChange({ ...rule, segments })}
          options={(known?.segments ?? []).map(({ id, label: name }) => ({
            value: id,
            label: label(name, id),
          }))}
        />
      </span>
      <Button type="text" icon={<DeleteOutlined />} aria-label={t('builder.removeRule')} onClick={onRemove} />
    </div>
  );
}
