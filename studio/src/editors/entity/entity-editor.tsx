import { PlusOutlined } from '@ant-design/icons';
import { pointerTo, valueAt } from '@tenon/documents';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { idFrom } from '../../documents/index.ts';
import { asList, isObject, moved, withValue } from '../change.ts';
import { useEditing } from '../editing.ts';
import { GenericEditor } from '../generic/generic-editor.tsx';
import { useDragOrder } from '../use-drag-order.ts';
import { FieldRow } from './field-row.tsx';
import { FieldTypeDialog } from './field-type-dialog.tsx';
import { newField } from './new-field.ts';
import { StagesBlock } from './stages-block.tsx';

/** An entity: its texts, and its fields as rows to unfold, reorder and add to. */
export function EntityEditor() {
  const { t } = useTranslation();
  const { reference, onChange } = useEditing();
  const { document, registry } = reference;
  const fields = asList(isObject(document) ? document.fields : undefined);
  const [picking, setPicking] = useState(false);
  const [open, setOpen] = useState<number>();
  const change = (next: (fields: readonly unknown[]) => readonly unknown[]) =>
    onChange((now) => withValue(now, '/fields', next(asList(valueAt(now, '/fields')))));
  const move = (from: number, to: number) => {
    change((now) => moved(now, from, to));
    setOpen(undefined);
  };
  const drag = useDragOrder((from, to) => move(from.index, to.index));
  const add = (type: string, name: string) => {
    const label = name === '' ? t('entityEditor.newField') : name;
    change((now) => [...now, newField(type, idFrom(name), now, registry, label)]);
    setOpen(fields.length);
    setPicking(false);
  };
  return (
    <>
      <GenericEditor skip={['fields', 'stages']} />
      <section className="s-block">
        <div className="s-block-head">
          <h2>{t('entityEditor.fields')}</h2>
          <Button
            size="small"
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => setPicking(true)}
          >
            {t('entityEditor.addField')}
          </Button>
        </div>
        {fields.length === 0 && <p className="s-hint">{t('entityEditor.noFields')}</p>}
        <div className="s-field-table">
          {fields.map((field, index) => (
            <FieldRow
              key={idOf(field) ?? `#${index}`}
              field={field}
              pointer={pointerTo('/fields', index)}
              open={open === index}
              drag={drag}
              index={index}
              onOpen={() => setOpen(open === index ? undefined : index)}
              onUp={index === 0 ? undefined : () => move(index, index - 1)}
              onDown={index === fields.length - 1 ? undefined : () => move(index, index + 1)}
              onRemove={() => change((now) => now.toSpliced(index, 1))}
            />
          ))}
        </div>
        <p className="t-field-help">{t('entityEditor.system')}</p>
      </section>
      <StagesBlock />
      {picking && <FieldTypeDialog onPick={add} onClose={() => setPicking(false)} />}
    </>
  );
}

const idOf = (field: unknown): string | undefined =>
  isObject(field) && typeof field.id === 'string' ? field.id : undefined;
