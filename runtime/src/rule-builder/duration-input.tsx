import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';

export interface DurationInputProps {
  readonly id: string;
  readonly value: unknown;
  readonly onChange: (value: string | null) => void;
}

const units = ['PTnH', 'PnD', 'PnW', 'PnM', 'PnY'] as const;
type Unit = (typeof units)[number];
const simple = /^P(T?)(\d{1,4})([HDWMY])$/;

/** A span of time such as 30 days, written P30D; spans of several units are written out. */
export function DurationInput({ id, value, onChange }: DurationInputProps) {
  const { t } = useTranslation();
  const written = typeof value === 'string' ? value : '';
  const match = simple.exec(written);
  const unit = match ? (`P${match[1]}n${match[3]}` as Unit) : 'PnD';
  if (written !== '' && !(match && units.includes(unit))) {
    return (
      <Input
        id={id}
        aria-label={t('builder.value')}
        value={written}
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
      />
    );
  }
  const amount = match ? Number(match[2]) : null;
  return (
    <span className="t-rule-duration">
      <InputNumber
        id={id}
        aria-label={t('builder.value')}
        min={1}
        max={9999}
        precision={0}
        value={amount}
        onChange={(next) => onChange(next === null ? null : unit.replace('n', String(next)))}
      />
      <Select
        aria-label={t('builder.unit')}
        popupMatchSelectWidth={false}
        value={unit}
        onChange={(next) => onChange(next.replace('n', String(amount ?? 1)))}
        options={units.map((one) => ({ value: one, label: t(`builder.units.${one}`) }))}
      />
    </span>
  );
}
