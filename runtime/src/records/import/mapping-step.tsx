import type { EntityConfig, ImportBody, ImportMapping } from '@tenon/model';
import { Alert, Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { ColumnOptions } from './column-options.tsx';
import {
  assign,
  change,
  fieldOfColumn,
  importableFields,
  isAdjusted,
  isKey,
  keyFields,
  keyOf,
  withKey,
  without,
} from './mapping.ts';

export interface MappingStepProps {
  readonly entity: EntityConfig;
  readonly body: ImportBody;
  readonly mapping: ImportMapping;
  readonly onChange: (mapping: ImportMapping) => void;
}

/** Column by column: where does it go, and how is it read? */
export function MappingStep({ entity, body, mapping, onChange }: MappingStepProps) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const [adjusted, setAdjusted] = useState<string>();
  const fields = importableFields(entity);
  const used = mapping.fields ?? {};
  const options = [
    ...(used.id || body.columns.some(({ field }) => field === 'id') ? [{ value: 'id', label: 'ID' }] : []),
    ...fields.map(({ id, label: text }) => ({ value: id, label: label(text, id) })),
  ];
  const left = fields.filter(
    ({ id, required, default: byDefault }) => required && byDefault === undefined && !used[id],
  );
  return (
    <div className="t-stack">
      {left.length > 0 && mapping.mode !== 'update' && (
        <Alert
          type="warning"
          showIcon
          title={t('importer.requiredLeft', {
            fields: left.map(({ id, label: text }) => label(text, id)).join(', '),
          })}
        />
      )}
      <div className="t-scroll">
        <table className="t-table">
          <thead>
            <tr>
              <th scope="col">{t('importer.column')}</th>
              <th scope="col">{t('importer.sample')}</th>
              <th scope="col">{t('importer.field')}</th>
              <th scope="col">{t('importer.reading')}</th>
            </tr>
          </thead>
          <tbody>
            {body.columns.map(({ name, samples }, index) => {
              const field = fieldOfColumn(mapping, name);
              return (
                <tr key={name || `#${index}`}>
                  <td>
                    <strong>{name}</strong>
                  </td>
                  <td className="t-muted t-import-samples">{samples.slice(0, 3).join(' · ')}</td>
                  <td>
                    <Select
                      aria-label={`${t('importer.field')}: ${name}`}
                      allowClear
                      disabled={name === ''}
                      showSearch={{ optionFilterProp: 'label' }}
                      placeholder={t('importer.ignore')}
                      style={{ minWidth: 180 }}
                      {...(field === undefined ? {} : { value: field })}
                      onChange={(next: string | undefined) => onChange(assign(mapping, name, next))}
                      options={options}
                    />
                  </td>
                  <td>
                    {field !== undefined && (
                      <Button type="link" size="small" onClick={() => setAdjusted(field)}>
                        {t(isAdjusted(used[field] ?? {}) ? 'importer.adjusted' : 'importer.more')}
                      </Button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <Constants entity={entity} mapping={mapping} onChange={onChange} />
      <HowToWrite entity={entity} mapping={mapping} onChange={onChange} />
      {adjusted !== undefined && used[adjusted] && (
        <ColumnOptions
          entity={entity}
          importId={body.id}
          field={adjusted}
          asked={used[adjusted]}
          onChange={(patch) => onChange(change(mapping, adjusted, patch))}
          onClose={() => setAdjusted(undefined)}
        />
      )}
    </div>
  );
}

type PartProps = Pick<MappingStepProps, 'entity' | 'mapping' | 'onChange'>;

/** Fields that have the same value in every row. */
function Constants({ entity, mapping, onChange }: PartProps) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const used = mapping.fields ?? {};
  const constants = Object.entries(used).filter(([, { constant }]) => constant !== undefined);
  const free = importableFields(entity).filter(({ id }) => !used[id]);
  const nameOf = (id: string) => label(entity.fields.find((field) => field.id === id)?.label, id);
  return (
    <div className="t-field">
      {constants.length > 0 && <span className="t-caption">{t('importer.constants')}</span>}
      {constants.map(([id, { constant }]) => (
        <div key={id} className="t-import-constant">
          <span>{nameOf(id)}</span>
          <Input
            aria-label={`${t('importer.constant')}: ${nameOf(id)}`}
            value={constant ?? ''}
            onChange={({ target }) => onChange(change(mapping, id, { constant: target.value }))}
          />
          <Button type="link" size="small" onClick={() => onChange(without(mapping, id))}>
            {t('importer.ignore')}
          </Button>
        </div>
      ))}
      <Select
        aria-label={t('importer.addConstant')}
        placeholder={t('importer.addConstant')}
        className="t-import-adding"
        value={null}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(id: string | null) => id !== null && onChange(change(mapping, id, { constant: '' }))}
        options={free.map(({ id, label: text }) => ({ value: id, label: label(text, id) }))}
      />
    </div>
  );
}

function HowToWrite({ entity, mapping, onChange }: PartProps) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const id = useId();
  const isWrongKey = mapping.key !== undefined && !isKey(entity, keyOf(mapping));
  return (
    <div className="t-two">
      <div className="t-field">
        <label className="t-caption" htmlFor={`${id}-key`}>
          {t('importer.key')}
        </label>
        <Select
          id={`${id}-key`}
          mode="multiple"
          allowClear
          placeholder={t('importer.keyNone')}
          value={[...keyOf(mapping)]}
          onChange={(key: readonly string[]) => onChange(withKey(mapping, key))}
          {...(isWrongKey && { status: 'error' })}
          options={keyFields(entity, mapping).map((field) => ({
            value: field.id,
            label: label(field.label, field.id),
          }))}
        />
        <p className="t-field-help">{t(isWrongKey ? 'importer.keyWrong' : 'importer.keyHint')}</p>
      </div>
      {mapping.key !== undefined && (
        <div className="t-field">
          <label className="t-caption" htmlFor={`${id}-repeats`}>
            {t('importer.repeats')}
          </label>
          <Select<'update' | 'error'>
            id={`${id}-repeats`}
            value={mapping.repeats ?? 'update'}
            onChange={(repeats) => onChange({ ...mapping, repeats })}
            options={[
              { value: 'update', label: t('importer.repeatsUpdate') },
              { value: 'error', label: t('importer.repeatsError') },
            ]}
          />
        </div>
      )}
      <div className="t-field">
        <label className="t-caption" htmlFor={`${id}-mode`}>
          {t('importer.mode')}
        </label>
        <Select<'create' | 'update' | 'upsert'>
          id={`${id}-mode`}
          value={mapping.mode ?? (mapping.key === undefined ? 'create' : 'upsert')}
          onChange={(mode) => onChange({ ...mapping, mode })}
          options={[
            { value: 'upsert', label: t('importer.modeUpsert'), disabled: mapping.key === undefined },
            { value: 'create', label: t('importer.modeCreate') },
            { value: 'update', label: t('importer.modeUpdate'), disabled: mapping.key === undefined },
          ]}
        />
      </div>
      <div className="t-field">
        <label className="t-caption" htmlFor={`${id}-errors`}>
          {t('importer.onError')}
        </label>
        <Select<'stop' | 'skip'>
          id={`${id}-errors`}
          value={mapping.onError ?? 'stop'}
          onChange={(onError) => onChange({ ...mapping, onError })}
          options={[
            { value: 'skip', label: t('importer.onErrorSkip') },
            { value: 'stop', label: t('importer.onErrorStop') },
          ]}
        />
      </div>
    </div>
  );
}
