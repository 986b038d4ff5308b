import { useMutation } from '@tanstack/react-query';
import type { FieldConfig, RecordBody } from '@tenon/model';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useApi } from '../api-client/index.ts';
import { EyeInvisibleOutlined, EyeOutlined } from '../pages/icons.tsx';
import { useErrorText } from '../pages/index.ts';
import { useRegistry } from '../registry/index.ts';
import { useWorkspace } from '../workspace/index.ts';

export interface RevealProps {
  readonly entity: string;
  readonly field: FieldConfig;
  readonly record: RecordBody;
  /** What the field is called. */
  readonly name: string;
}

/** Looks behind the mask of a value, for those who may; nothing elsewhere. What was seen goes with the page. */
export function Reveal({ entity, field, record, name }: RevealProps) {
  const { t } = useTranslation();
  const api = useApi();
  const text = useErrorText();
  const { can } = useWorkspace();
  const registry = useRegistry();
  const look = useMutation({
    mutationFn: () => api.records.reveal(entity, record.id, field.id),
    gcTime: 0,
  });
  const isSecret = registry.fieldTypes.get(field.type)?.secret === true;
  if (!isSecret || record[field.id] === null || !can('reveal_secrets')) return null;
  const seen = look.data;
  return (
    <span className="t-inline">
      {seen && (
        <output title={t('records.revealNoted')} style={{ overflowWrap: 'anywhere' }}>
          {seen.value}
        </output>
      )}
      {look.error && <span role="alert">{text(look.error)}</span>}
      <Button
        type="text"
        size="small"
        loading={look.isPending}
        aria-label={t(seen ? 'records.cover' : 'records.reveal', { field: name })}
        title={t(seen ? 'records.cover' : 'records.revealNoted')}
        icon={seen ? <EyeInvisibleOutlined /> : <EyeOutlined />}
        onClick={() => (seen ? look.reset() : look.mutate())}
      />
    </span>
  );
}
