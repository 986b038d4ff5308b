import { HolderOutlined, PlusOutlined } from '@ant-design/icons';
import { pointerTo } from '@tenon/documents';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { entityOf } from '../../references/index.ts';
import {
  asList,
  asText,
  freeId,
  isObject,
  moved,
  type PlainObject,
  withMember,
  withValue,
} from '../change.ts';
import { useEditing } from '../editing.ts';
import { FieldProblems } from '../generic/field-problems.tsx';
import { GenericEditor } from '../generic/generic-editor.tsx';
import { ItemButtons } from '../generic/list-field.tsx';
import { TextField } from '../generic/text-field.tsx';
import { type DragPlace, useDragOrder } from '../use-drag-order.ts';
import { FieldSettings } from './field-settings.tsx';
import { SectionFields } from './section-fields.tsx';

const sectionsList = 'sections';
const columnChoices = [1, 2, 3, 4] as const;

/** A form: sections and their fields, dragged or moved by buttons into the order in which people meet them. */
export function FormEditor() {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { reference, onChange } = useEditing();
  const { document } = reference;
  const [chosen, setChosen] = useState<string>();
  const sections = asList(isObject(document) ? document.sections : undefined).map((one) =>
    isObject(one) ? one : {},
  );
  const fieldsOf = (index: number) => asList(sections[index]?.fields);
  const change = (next: readonly PlainObject[]) => onChange((now) => withValue(now, '/sections', next));
  const withFields = (all: readonly PlainObject[], index: number, fields: readonly unknown[]) =>
    all.with(index, withMember(all[index] ?? {}, 'fields', fields));

  const move = (from: DragPlace, to: DragPlace) => {
    setChosen(undefined);
    if (from.list === sectionsList) {
      change(moved(sections, from.index, to.index));
      return;
    }
    const [source, target] = [Number(from.list), Number(to.list)];
    const item = fieldsOf(source)[from.index];
    if (item === undefined) return;
    if (source === target)
      change(withFields(sections, source, moved(fieldsOf(source), from.index, to.index)));
    else {
      const taken = withFields(sections, source, fieldsOf(source).toSpliced(from.index, 1));
      change(withFields(taken, target, fieldsOf(target).toSpliced(to.index, 0, item)));
    }
  };
  const drag = useDragOrder(move, (from, to) => (from.list === sectionsList) === (to.list === sectionsList));
  const used = new Set(
    sections.flatMap(({ fields }) =>
      asList(fields).map((field) => (isObject(field) ? asText(field.field) : '')),
    ),
  );
  const free = [...(entityOf(reference)?.fields.values() ?? [])].filter(
    ({ id, system, relation }) => !system && relation?.cardinality !== 'inverse' && !used.has(id),
  );
  const addSection = () => {
    const id = freeId(
      'section',
      sections.map((section) => asText(section.id)),
    );
    const [first] = free;
    change([
      ...sections,
      {
        id,
        label: { [language]: t('formEditor.newSection') },
        columns: 2,
        fields: first ? [{ field: first.id }] : [],
      },
    ]);
  };
  return (
    <>
      <GenericEditor skip={['sections']} />
      <section className="s-block">
        <div className="s-block-head">
          <h2>{t('formEditor.sections')}</h2>
          <Button size="small" type="primary" icon={<PlusOutlined aria-hidden />} onClick={addSection}>
            {t('formEditor.addSection')}
          </Button>
        </div>
        {sections.map((section, index) => {
          const pointer = pointerTo('/sections', index);
          const columns = typeof section.columns === 'number' ? section.columns : 2;
          const name = asText(section.id);
          const place = { list: sectionsList, index };
          return (
            <div key={name || `#${index}`} className="s-form-section" {...drag.target(place)}>
              <div className="s-form-section-head">
                <span className="s-grip" title={t('visual.drag')} {...drag.source(place)}>
                  <HolderOutlined aria-hidden />
                </span>
                <TextField
                  id={`section-${index}`}
                  value={section.label}
                  onChange={(label) =>
                    change(
                      sections.with(index, withMember(section, 'label', label, ['id', 'label', 'columns'])),
                    )
                  }
                />
                <Select
                  size="small"
                  variant="borderless"
                  aria-label={t('formEditor.columnsOf', { name })}
                  value={columns}
                  popupMatchSelectWidth={false}
                  options={columnChoices.map((count) => ({
                    value: count,
                    label: t('formEditor.columns', { count }),
                  }))}
                  onChange={(count: number) =>
                    change(
                      sections.with(
                        index,
                        withMember(section, 'columns', count, [
                          'id',
                          'label',
                          'columns',
                          'visible',
                          'fields',
                        ]),
                      ),
                    )
                  }
                />
                <ItemButtons
                  name={name}
                  onUp={index === 0 ? undefined : () => change(moved(sections, index, index - 1))}
                  onDown={
                    index === sections.length - 1
                      ? undefined
                      : () => change(moved(sections, index, index + 1))
                  }
                  onRemove={() => change(sections.toSpliced(index, 1))}
                />
              </div>
              <SectionFields
                list={String(index)}
                columns={columns}
                fields={fieldsOf(index)}
                free={free}
                drag={drag}
                chosen={chosen}
                onChoose={setChosen}
                pointer={pointer}
                onChange={(fields) => change(withFields(sections, index, fields))}
              />
              {chosen?.startsWith(`${pointer}/fields/`) && <FieldSettings pointer={chosen} />}
              <div className="s-section-problems">
                <FieldProblems pointer={pointer} below />
              </div>
            </div>
          );
        })}
      </section>
    </>
  );
}
