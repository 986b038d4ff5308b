import type { ColumnConfig } from '@tenon/model';
import { Button, Checkbox, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/index.ts';

export interface ColumnChooserProps {
  readonly offered: readonly ColumnConfig[];
  readonly shown: readonly string[];
  /** Undefined goes back to what is configured. */
  readonly onChange: (paths: readonly string[] | undefined) => void;
}

/** Which columns this user sees. */
export function ColumnChooser({ offered, shown, onChange }: ColumnChooserProps) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const toggle = (path: string, on: boolean) => {
    const next = offered
      .map((column) => column.path)
      .filter((one) => (one === path ? on : shown.includes(one)));
    if (next.length > 0) onChange(next);
  };
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <>
          <div className="t-columns-list">
            {offered.map(({ path, label: text }) => (
              <Checkbox
                key={path}
                checked={shown.includes(path)}
                onChange={(event) => toggle(path, event.target.checked)}
              >
                {label(text, path)}
              </Checkbox>
            ))}
          </div>
          <Button size="small" type="link" onClick={() => onChange(undefined)}>
            {t('records.resetColumns')}
          </Button>
        </>
      }
    >
      <Button>{t('records.columns')}</Button>
    </Popover>
  );
}
