import type { JsonSchema } from '@tenon/documents';
import { Icon } from '@tenon/runtime/preview';
import { Input, InputNumber, Select, Switch } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import type { ReferenceOption } from '../../references/index.ts';

// Knows how schedules are said in every language, so it comes when the first one is on screen.
const ValueWords = lazy(async () => ({ default: (await import('./value-words.tsx')).ValueWords }));

export interface ScalarFieldProps {
  readonly id: string;
  readonly label: string;
  readonly schema: JsonSchema;
  /** What the id may be, when the value is the id of something. */
  readonly references: readonly ReferenceOption[] | undefined;
  readonly value: unknown;
  readonly required: boolean;
  readonly onChange: (value: unknown) => void;
}

/** One word, number or yes/no. */
export function ScalarField({ id, label, schema, references, value, required, onChange }: ScalarFieldProps) {
  const { t } = useTranslation();
  const optionsOf = useReferenceOptions();
  const word = useWord();
  const cleared = (next: unknown) =>
    onChange(next === undefined || next === null || next === '' ? undefined : next);
  if (references) {
    return (
      <Select
        id={id}
        size="small"
        aria-label={label}
        className="s-wide"
        showSearch={{ optionFilterProp: 'search' }}
        allowClear={!required}
        value={typeof value === 'string' && value !== '' ? value : undefined}
        placeholder={t('visual.choose')}
        options={optionsOf(references, value)}
        onChange={cleared}
      />
    );
  }
  if (Array.isArray(schema.enum)) {
    return (
      <Select
        id={id}
        size="small"
        aria-label={label}
        className="s-wide"
        allowClear={!required}
        value={value ?? undefined}
        placeholder={schema.default === undefined ? t('visual.choose') : word(schema.default)}
        options={schema.enum.map((one) => ({ value: one as string, label: word(one) }))}
        onChange={cleared}
      />
    );
  }
  if (schema.type === 'boolean') {
    return (
      <Switch
        id={id}
        size="small"
        aria-label={label}
        checked={value === undefined ? schema.default === true : value === true}
        onChange={onChange}
      />
    );
  }
  if (schema.type === 'integer' || schema.type === 'number') {
    return (
      <InputNumber
        id={id}
        size="small"
        aria-label={label}
        value={typeof value === 'number' ? value : null}
        {...(typeof schema.default === 'number' && { placeholder: String(schema.default) })}
        {...(schema.type === 'integer' && { precision: 0 })}
        onChange={cleared}
      />
    );
  }
  const text = typeof value === 'string' ? value : '';
  const form = notations[String(schema.title)];
  return (
    <>
      <Input
        id={id}
        size="small"
        aria-label={label}
        value={text}
        onChange={(event) => (required ? onChange(event.target.value) : cleared(event.target.value))}
      />
      {form && text !== '' && (
        <Suspense>
          <ValueWords form={form} text={text} />
        </Suspense>
      )}
    </>
  );
}

/** Forms of text that are written for machines, by the name of their schema. */
const notations: { readonly [title: string]: 'schedule' | 'duration' | undefined } = {
  Duration: 'duration',
  Cron: 'schedule',
};

/** Options of a select with their labels; what is chosen and exists no more stays to be seen. */
export function useReferenceOptions() {
  const { t } = useTranslation();
  const { label } = useLanguage();
  return (references: readonly ReferenceOption[], chosen?: unknown) => {
    const known = references.map((one) => {
      const name = label(one.label, one.id);
      return {
        value: one.id,
        search: `${name} ${one.id}`,
        label: (
          <span className="s-option" title={`${name} · ${one.id}`}>
            {one.icon !== undefined && <Icon name={one.icon} />}
            <span>{name}</span>
            {name !== one.id && <code>{one.id}</code>}
          </span>
        ),
      };
    });
    const missing = (Array.isArray(chosen) ? chosen : [chosen]).filter(
      (id): id is string => typeof id === 'string' && id !== '' && !references.some((one) => one.id === id),
    );
    return [
      ...known,
      ...missing.map((id) => ({
        value: id,
        search: id,
        label: <span className="s-missing">{t('visual.missing', { id })}</span>,
      })),
    ];
  };
}

/** A word of an enumeration as people say it. */
export function useWord(): (value: unknown) => string {
  const { t, i18n } = useTranslation();
  return (value) => {
    const key = `word.${String(value)}`;
    return i18n.exists(key) ? t(key) : String(value);
  };
}
