import { HolderOutlined } from '@ant-design/icons';
import { type JsonSchema, pointerTo, type Text } from '@tenon/documents';
import { Icon } from '@tenon/runtime/preview';
import { Checkbox } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { nodeAt, type SchemaNode, useSchemaGuide } from '../../references/index.ts';
import { asText, isObject } from '../change.ts';
import { useEditing } from '../editing.ts';
import { FieldProblems } from '../generic/field-problems.tsx';
import { ItemButtons } from '../generic/list-field.tsx';
import { ObjectFields } from '../generic/object-fields.tsx';
import { useChange } from '../generic/use-change.ts';
import type { DragOrder } from '../use-drag-order.ts';
import { OtherSide } from './other-side.tsx';

export interface FieldRowProps {
  readonly field: unknown;
  readonly pointer: string;
  readonly index: number;
  readonly open: boolean;
  readonly drag: DragOrder;
  readonly onOpen: () => void;
  readonly onUp: (() => void) | undefined;
  readonly onDown: (() => void) | undefined;
  readonly onRemove: () => void;
}

const flags = ['required', 'unique', 'readOnly'] as const;

/** One field of an entity; unfolded it shows its settings and those of its type. */
export function FieldRow({
  field,
  pointer,
  index,
  open,
  drag,
  onOpen,
  onUp,
  onDown,
  onRemove,
}: FieldRowProps) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { reference, problems } = useEditing();
  const object = isObject(field) ? field : {};
  const id = asText(object.id);
  const type = reference.registry.fieldTypes.get(asText(object.type));
  const name = label(object.label as Text | undefined, id);
  const wrong = problems.some(
    (problem) => problem.pointer === pointer || problem.pointer.startsWith(`${pointer}/`),
  );
  const place = { list: 'fields', index };
  const row = useRef<HTMLDivElement>(null);
  // A field that was just added stands below what is seen.
  useEffect(() => {
    if (open) row.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  return (
    <div ref={row} className="s-field-row" data-wrong={wrong} {...drag.target(place)}>
      <div className="s-field-row-head">
        <span className="s-grip" title={t('visual.drag')} {...drag.source(place)}>
          <HolderOutlined aria-hidden />
        </span>
        <Icon name={type?.icon ?? 'file'} />
        <button type="button" className="s-field-row-name" aria-expanded={open} onClick={onOpen}>
          <span>{name}</span>
          <code>{id}</code>
          <span className="t-muted">{label(type?.label, asText(object.type))}</span>
        </button>
        <span className="s-field-row-marks">
          {flags
            .filter((flag) => object[flag] === true)
            .map((flag) => (
              <span key={flag} className="t-mark">
                {t(`entityEditor.${flag}`)}
              </span>
            ))}
        </span>
        <ItemButtons name={name} onUp={onUp} onDown={onDown} onRemove={onRemove} />
      </div>
      {open ? (
        <FieldSettings object={object} pointer={pointer} />
      ) : (
        <Closed pointer={pointer} wrong={wrong} />
      )}
    </div>
  );
}

function Closed({ pointer, wrong }: { readonly pointer: string; readonly wrong: boolean }) {
  if (!wrong) return null;
  return (
    <div className="s-field-row-body">
      <FieldProblems pointer={pointer} below />
    </div>
  );
}

function FieldSettings({
  object,
  pointer,
}: {
  readonly object: { readonly [key: string]: unknown };
  readonly pointer: string;
}) {
  const { t } = useTranslation();
  const change = useChange();
  const guide = useSchemaGuide();
  const { reference } = useEditing();
  const type = reference.registry.fieldTypes.get(asText(object.type));
  const [node] = nodeAt(guide, reference, pointer);
  const order = node ? guide.members(node).map((member) => member.name) : [];
  const optionsSchema = type?.optionsSchema as JsonSchema | undefined;
  const options: SchemaNode | undefined = optionsSchema && { schema: optionsSchema, root: optionsSchema };
  const optionsAt = pointerTo(pointer, 'options');
  const offered: { readonly [flag in (typeof flags)[number]]: boolean } = {
    // What is worked out is nobody's to write.
    required: type?.compute === undefined,
    readOnly: type?.compute === undefined,
    unique: type?.canBeUnique !== false,
  };
  const ticks = flags.filter((flag) => offered[flag] || object[flag] === true);
  const besideLabel = [...new Set([...order, ...Object.keys(object)])].filter((name) => name !== 'label');
  return (
    <div className="s-field-row-body">
      {ticks.length > 0 && (
        <div className="s-flags">
          {ticks.map((flag) => (
            <Checkbox
              key={flag}
              checked={object[flag] === true}
              // False is the default: a tick taken away leaves nothing behind.
              onChange={(event) => change(pointer, flag, event.target.checked || undefined, order)}
            >
              {t(`entityEditor.${flag}`)}
            </Checkbox>
          ))}
        </div>
      )}
      {node && <ObjectFields node={node} pointer={pointer} value={object} skip={besideLabel} />}
      {options && guide.members(options).length > 0 && (
        <div className="s-field-row-part">
          <ObjectFields node={options} pointer={optionsAt} value={object.options} />
          <OtherSide field={object} />
          <FieldProblems pointer={optionsAt} below={false} />
        </div>
      )}
      {node && (
        <div className="s-field-row-part s-field-row-rest">
          <ObjectFields
            node={node}
            pointer={pointer}
            value={object}
            skip={[
              ...flags,
              'label',
              'options',
              // Says something of unique fields alone.
              ...(object.unique === true || Object.hasOwn(object, 'ignoreCase') ? [] : ['ignoreCase']),
            ]}
          />
        </div>
      )}
    </div>
  );
}
