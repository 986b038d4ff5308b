import {
  BranchesOutlined,
  DeleteOutlined,
  HolderOutlined,
  PlusOutlined,
  SettingOutlined,
} from '@ant-design/icons';
import { pointerTo } from '@tenon/documents';
import type { FieldModel } from '@tenon/model';
import { Icon } from '@tenon/runtime/preview';
import { Button, Dropdown, Tooltip } from 'antd';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { entityOf } from '../../references/index.ts';
import { asText, isObject } from '../change.ts';
import { useEditing } from '../editing.ts';
import type { DragOrder } from '../use-drag-order.ts';

export interface SectionFieldsProps {
  /** Name of the section in drags. */
  readonly list: string;
  readonly columns: number;
  readonly pointer: string;
  readonly fields: readonly unknown[];
  /** Fields of the entity that the form does not show yet. */
  readonly free: readonly FieldModel[];
  readonly drag: DragOrder;
  readonly chosen: string | undefined;
  readonly onChoose: (pointer: string | undefined) => void;
  readonly onChange: (fields: readonly unknown[]) => void;
}

/** The fields of a section in the columns that they will stand in. */
export function SectionFields({
  list,
  columns,
  pointer,
  fields,
  free,
  drag,
  chosen,
  onChoose,
  onChange,
}: SectionFieldsProps) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { reference } = useEditing();
  const entity = entityOf(reference);
  return (
    <>
      <div className="s-form-grid" style={{ '--columns': columns } as CSSProperties}>
        {fields.map((one, index) => {
          const field = isObject(one) ? one : {};
          const id = asText(field.field);
          const model = entity?.field(id);
          const name = label(entity?.fields.get(id)?.label, id);
          const place = { list, index };
          const at = pointerTo(pointer, 'fields', index);
          const conditional = ['visible', 'required', 'readOnly'].some((rule) => Object.hasOwn(field, rule));
          const span = Math.min(typeof field.span === 'number' ? field.span : 1, columns);
          return (
            <div
              key={id || `#${index}`}
              className="s-form-field"
              style={{ '--span': span } as CSSProperties}
              {...drag.target(place)}
            >
              <span className="s-grip" title={t('visual.drag')} {...drag.source(place)}>
                <HolderOutlined aria-hidden />
              </span>
              <span title={id}>
                {model ? name : <span className="s-missing">{t('visual.missing', { id })}</span>}
              </span>
              {conditional && (
                <span className="s-conditional" title={t('formEditor.conditional')}>
                  <BranchesOutlined aria-label={t('formEditor.conditional')} />
                </span>
              )}
              <Tooltip title={t('formEditor.conditions')}>
                <Button
                  type="text"
                  size="small"
                  className="s-quiet"
                  aria-label={`${t('formEditor.conditions')}: ${name}`}
                  aria-pressed={chosen === at}
                  icon={<SettingOutlined />}
                  onClick={() => onChoose(chosen === at ? undefined : at)}
                />
              </Tooltip>
              <Button
                type="text"
                size="small"
                className="s-quiet"
                aria-label={`${t('visual.remove')}: ${name}`}
                icon={<DeleteOutlined />}
                onClick={() => onChange(fields.toSpliced(index, 1))}
              />
            </div>
          );
        })}
        {fields.length === 0 && (
          <p className="s-form-empty" {...drag.target({ list, index: 0 })}>
            {t('formEditor.empty')}
          </p>
        )}
      </div>
      <div className="s-form-foot">
        <Dropdown
          trigger={['click']}
          disabled={free.length === 0}
          menu={{
            className: 's-menu',
            items: free.map((field) => ({
              key: field.id,
              icon: <Icon name={field.type.icon} />,
              label: label(field.label, field.id),
              onClick: () => onChange([...fields, { field: field.id }]),
            })),
          }}
        >
          <button type="button" className="s-add-link" disabled={free.length === 0}>
            <PlusOutlined aria-hidden />{' '}
            {free.length === 0 ? t('formEditor.allUsed') : t('formEditor.addField')}
          </button>
        </Dropdown>
      </div>
    </>
  );
}
