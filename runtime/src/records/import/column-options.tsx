import { useQuery } from '@tanstack/react-query';
import type { EntityConfig, FieldConfig, ImportField } from '@tenon/model';
import { AutoComplete, Checkbox, Drawer, Input, Select, Skeleton } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { keys, useApi } from '../../api-client/index.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useWorkspace } from '../../workspace/index.ts';
import type { Missing } from './mapping.ts';

export interface ColumnOptionsProps {
  readonly entity: EntityConfig;
  readonly importId: string;
  readonly field: string;
  readonly asked: ImportField;
  readonly onChange: (patch: Partial<ImportField>) => void;
  readonly onClose: () => void;
}

const dateTypes = ['date', 'datetime'];
const numberTypes = ['integer', 'decimal', 'money', 'percent'];
const severalTypes = ['multi_choice'];
const valuesShown = 100;

/** How one column is read: values replaced, formats, and how related records are found. */
export function ColumnOptions({ entity, importId, field: id, asked, onChange, onClose }: ColumnOptionsProps) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const field = entity.fields.find((one) => one.id === id);
  const type = field?.type ?? '';
  const many = severalTypes.includes(type) || field?.relation?.cardinality === 'many';
  return (
    <Drawer open title={label(field?.label, id)} size={480} onClose={onClose}>
      <div className="t-stack">
        {field?.relation && <Related field={field} asked={asked} onChange={onChange} />}
        {dateTypes.includes(type) && (
          <Choice
            caption={t('importer.dates')}
            value={asked.dates ?? 'ymd'}
            onChange={(dates) => onChange({ dates: dates === 'ymd' ? undefined : dates })}
            options={[
              { value: 'ymd', label: t('importer.datesYmd') },
              { value: 'dmy', label: t('importer.datesDmy') },
              { value: 'mdy', label: t('importer.datesMdy') },
            ]}
          />
        )}
        {numberTypes.includes(type) && (
          <Choice
            caption={t('importer.decimal')}
            value={asked.decimal ?? '.'}
            onChange={(decimal) => onChange({ decimal: decimal === '.' ? undefined : decimal })}
            options={[
              { value: '.', label: t('importer.decimalPoint') },
              { value: ',', label: t('importer.decimalComma') },
            ]}
          />
        )}
        {many && (
          <Line
            caption={t('importer.separator')}
            value={asked.separator ?? ''}
            placeholder=";"
            onChange={(separator) => onChange({ separator: separator === '' ? undefined : separator })}
          />
        )}
        <Checkbox
          checked={asked.trim ?? false}
          onChange={({ target }) => onChange({ trim: target.checked || undefined })}
        >
          {t('importer.trim')}
        </Checkbox>
        <Line
          caption={t('importer.empty')}
          value={asked.empty ?? ''}
          placeholder={t('importer.missingEmpty')}
          onChange={(empty) => onChange({ empty: empty === '' ? undefined : empty })}
        />
        {field && asked.column !== undefined && (
          <Values field={field} importId={importId} column={asked.column} asked={asked} onChange={onChange} />
        )}
      </div>
    </Drawer>
  );
}

type Patching = Pick<ColumnOptionsProps, 'asked' | 'onChange'>;

function Related({ field, asked, onChange }: { readonly field: FieldConfig } & Patching) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { config } = useWorkspace();
  const target = config.entities[field.relation?.entity ?? ''];
  const known = (target?.fields ?? []).filter(
    ({ id, unique }) => unique || id === 'id' || id === target?.titleField,
  );
  return (
    <>
      <Choice
        caption={t('importer.by')}
        value={[asked.by ?? target?.titleField ?? ''].flat().join(', ')}
        onChange={(by) => onChange({ by: by === target?.titleField ? undefined : by })}
        options={known.map(({ id, label: text }) => ({ value: id, label: label(text, id) }))}
      />
      <Choice<Missing>
        caption={t('importer.missing')}
        value={asked.missing ?? 'error'}
        onChange={(missing) => onChange({ missing })}
        options={[
          { value: 'error', label: t('importer.missingError') },
          ...(target?.actions.includes('create')
            ? [{ value: 'create' as const, label: t('importer.missingCreate') }]
            : []),
          { value: 'empty', label: t('importer.missingEmpty') },
        ]}
      />
    </>
  );
}

/** What the column holds, and what to read instead. */
function Values({
  field,
  importId,
  column,
  asked,
  onChange,
}: { readonly field: FieldConfig; readonly importId: string; readonly column: string } & Patching) {
  const { t } = useTranslation();
  const api = useApi();
  const { label } = useLanguage();
  const held = useQuery({
    queryKey: keys.importValues(importId, column),
    queryFn: () => api.imports.values(importId, column),
  });
  const choices = (field.options.choices ?? []) as readonly {
    readonly id: string;
    readonly label: FieldConfig['label'];
  }[];
  const options = choices.map(({ id, label: text }) => ({ value: id, label: label(text, id) }));
  const replace = (from: string, to: string) => {
    const { [from]: _old, ...rest } = asked.values ?? {};
    const values = to === '' ? rest : { ...rest, [from]: to };
    onChange({ values: Object.keys(values).length === 0 ? undefined : values });
  };
  if (held.isPending) return <Skeleton active />;
  const items = held.data?.items ?? [];
  return (
    <section className="t-field">
      <span className="t-caption">{t('importer.values')}</span>
      <p className="t-field-help">{t('importer.valuesHint')}</p>
      {items.slice(0, valuesShown).map(({ value, count }) => (
        <div key={value} className="t-import-value">
          <span title={value}>{value}</span>
          <span className="t-muted">{count}</span>
          <AutoComplete
            aria-label={`${t('importer.values')}: ${value}`}
            allowClear
            placeholder={t('importer.keep')}
            value={asked.values?.[value] ?? ''}
            onChange={(to: string | undefined) => replace(value, to ?? '')}
            options={options}
          />
        </div>
      ))}
      {(held.data?.more || items.length > valuesShown) && (
        <p className="t-field-help">{t('importer.valuesMore')}</p>
      )}
      <Line
        caption={t('importer.otherwise')}
        value={asked.otherwise ?? ''}
        placeholder={t('importer.keep')}
        onChange={(otherwise) => onChange({ otherwise: otherwise === '' ? undefined : otherwise })}
      />
    </section>
  );
}

function Choice<Value extends string>(props: {
  readonly caption: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
}) {
  const id = useId();
  return (
    <div className="t-field">
      <label className="t-caption" htmlFor={id}>
        {props.caption}
      </label>
      <Select<Value> id={id} value={props.value} onChange={props.onChange} options={[...props.options]} />
    </div>
  );
}

function Line(props: {
  readonly caption: string;
  readonly value: string;
  readonly placeholder: string;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="t-field">
      <label className="t-caption" htmlFor={id}>
        {props.caption}
      </label>
      <Input
        id={id}
        value={props.value}
        placeholder={props.placeholder}
        onChange={({ target }) => props.onChange(target.value)}
      />
    </div>
  );
}
