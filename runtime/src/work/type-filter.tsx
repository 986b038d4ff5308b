import type { TaskTypeConfig } from '@tenon/model';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/index.ts';

export interface TypeFilterProps {
  readonly types: readonly TaskTypeConfig[];
  /** All of them when absent. */
  readonly type: string | undefined;
  readonly onChange: (type: string | undefined) => void;
}

export function TypeFilter({ types, type, onChange }: TypeFilterProps) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  return (
    <Select
      className="t-type-filter"
      aria-label={t('work.filterType')}
      placeholder={t('work.allTypes')}
      allowClear
      popupMatchSelectWidth={false}
      {...(type === undefined ? {} : { value: type })}
      onChange={(next: string | undefined) => onChange(next)}
      options={types.map(({ id, label: text }) => ({ value: id, label: label(text, id) }))}
    />
  );
}
