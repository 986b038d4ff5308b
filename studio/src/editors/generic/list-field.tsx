import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  PlusOutlined,
  RightOutlined,
} from '@ant-design/icons';
import { pointerTo, type Text } from '@tenon/documents';
import { Button, Input, Select, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { idFrom } from '../../documents/index.ts';
import { useLanguage } from '../../i18n/index.ts';
import {
  type ReferenceContext,
  referencesAt,
  type SchemaNode,
  useSchemaGuide,
} from '../../references/index.ts';
import { asList, freeId, isObject, moved, nextOf } from '../change.ts';
import { useEditing } from '../editing.ts';
import { MemberField } from './field-context.ts';
import { FieldProblems } from './field-problems.tsx';
import { blank, ObjectFields } from './object-fields.tsx';
import { useReferenceOptions, useWord } from './scalar-field.tsx';

export interface ListFieldProps {
  readonly node: SchemaNode;
  readonly pointer: string;
  readonly value: unknown;
  readonly label: string;
  /** Which elements to draw; the others stay as they are. */
  readonly only?: (item: unknown) => boolean;
  /** Takes a list, or a function of the newest one: what is drawn may be older. */
  readonly onChange: (next: unknown) => void;
}

/** A list: words in one select, objects each on a card of its own. */
export function ListField({ node, pointer, value, label, only, onChange }: ListFieldProps) {
  const { t } = useTranslation();
  const guide = useSchemaGuide();
  const { reference } = useEditing();
  const optionsOf = useReferenceOptions();
  const word = useWord();
  const items = asList(value);
  const [item] = guide.children(node, '0');
  const branches = item ? guide.branches(item) : [];
  const references = referencesAt(reference, pointerTo(pointer, 0));
  const words = branches.length === 1 ? branches[0]?.schema.enum : undefined;
  const isWord = (one: unknown) => typeof one === 'string';

  if ((references || Array.isArray(words)) && items.every(isWord)) {
    return (
      <Select
        mode="multiple"
        size="small"
        aria-label={label}
        className="s-wide"
        showSearch={{ optionFilterProp: 'search' }}
        value={items as string[]}
        placeholder={t('visual.choose')}
        options={
          references
            ? optionsOf(references, items)
            : (words as readonly unknown[]).map((one) => ({
                value: String(one),
                search: word(one),
                label: <span>{word(one)}</span>,
              }))
        }
        onChange={onChange}
      />
    );
  }
  const change = (next: (items: readonly unknown[]) => readonly unknown[]) =>
    onChange((now: unknown) => next(asList(now)));
  const add = () => change((now) => [...now, fresh(item, branches, now)]);
  return (
    <div className="s-list">
      {items.map((one, index) => {
        if (only && !only(one)) return null;
        const at = pointerTo(pointer, index);
        return (
          <ListItem
            key={at}
            index={index}
            last={index === items.length - 1}
            node={item ?? { schema: {}, root: {} }}
            pointer={at}
            value={one}
            onMove={(to) => change((now) => moved(now, index, to))}
            onRemove={() => change((now) => now.toSpliced(index, 1))}
            onChange={(next) => change((now) => now.with(index, nextOf(next, now[index])))}
          />
        );
      })}
      {!only && isNamed(branches) && (
        <AddByName
          onAdd={(name) =>
            change((now) => [
              ...now,
              {
                id: freeId(idFrom(name) || 'option', idsOf(now)),
                label: name,
                ...colorOf(branches, now.length),
              },
            ])
          }
        />
      )}
      {!only && !isNamed(branches) && (
        <button type="button" className="s-add-link" onClick={add}>
          <PlusOutlined aria-hidden /> {t('visual.addItem')}
        </button>
      )}
    </div>
  );

  function fresh(
    one: SchemaNode | undefined,
    choices: readonly SchemaNode[],
    taken: readonly unknown[],
  ): unknown {
    if (!one) return '';
    const [first] = choices;
    if (first?.schema.type !== 'object') return blank(one, choices);
    const required = guide.members(first).filter((member) => member.required);
    return Object.fromEntries(
      required.map(({ name, node: member }) => [
        name,
        name === 'id' ? freeId('new', idsOf(taken)) : blank(member, guide.branches(member)),
      ]),
    );
  }
}

/** Things that need no more than a name, such as the options of a choice: their ids follow from it. */
function isNamed(branches: readonly SchemaNode[]): boolean {
  const { properties, required } = branches[0]?.schema ?? {};
  return isObject(properties) && Object.hasOwn(properties, 'label') && String(required) === 'id';
}

/** A colour of its own for each of the first few, where there are colours to tell things apart by. */
function colorOf(branches: readonly SchemaNode[], index: number): { readonly color?: unknown } {
  const { properties } = branches[0]?.schema ?? {};
  const color = isObject(properties) && Object.hasOwn(properties, 'color') ? properties.color : undefined;
  const known = isObject(color) && Array.isArray(color.enum) ? color.enum : [];
  const colors = known.filter((one) => one !== 'neutral');
  return colors.length === 0 ? {} : { color: colors[index % colors.length] };
}

const idsOf = (items: readonly unknown[]): readonly string[] =>
  items.flatMap((one) => (isObject(one) && typeof one.id === 'string' ? [one.id] : []));

/** A name and the Enter key, again and again. */
function AddByName({ onAdd }: { readonly onAdd: (name: string) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const add = () => {
    const label = name.trim();
    if (label === '') return;
    onAdd(label);
    setName('');
  };
  return (
    <Input
      size="small"
      prefix={<PlusOutlined aria-hidden />}
      aria-label={t('visual.addByName')}
      placeholder={t('visual.addByName')}
      value={name}
      onChange={(event) => setName(event.target.value)}
      onPressEnter={add}
      onBlur={add}
    />
  );
}

interface ListItemProps {
  readonly index: number;
  readonly last: boolean;
  readonly node: SchemaNode;
  readonly pointer: string;
  readonly value: unknown;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
  readonly onChange: (value: unknown) => void;
}

function ListItem({ index, last, node, pointer, value, onMove, onRemove, onChange }: ListItemProps) {
  const { t } = useTranslation();
  const guide = useSchemaGuide();
  const { problems } = useEditing();
  const [open, setOpen] = useState(false);
  const name = useItemName(value, index, pointer);
  const branches = guide.branches(node);
  const drawn = isObject(value) && branches.length === 1;
  const wrong = problems.some(
    (problem) => problem.pointer === pointer || problem.pointer.startsWith(`${pointer}/`),
  );
  return (
    <div className="s-item" data-wrong={wrong}>
      <div className="s-item-head">
        {drawn ? (
          <button type="button" className="s-item-name" aria-expanded={open} onClick={() => setOpen(!open)}>
            <RightOutlined rotate={open ? 90 : 0} aria-hidden /> <span>{name}</span>
          </button>
        ) : (
          <span className="s-item-name">{index + 1}</span>
        )}
        <ItemButtons
          name={name}
          onUp={index === 0 ? undefined : () => onMove(index - 1)}
          onDown={last ? undefined : () => onMove(index + 1)}
          onRemove={onRemove}
        />
      </div>
      {drawn && open && (
        <div className="s-item-body">
          <ObjectFields node={branches[0] ?? node} pointer={pointer} value={value} />
        </div>
      )}
      {drawn && !open && <FieldProblems pointer={pointer} below />}
      {!drawn && (
        <MemberField
          name={t('visual.item')}
          node={node}
          required
          pointer={pointer}
          value={value}
          onChange={onChange}
        />
      )}
    </div>
  );
}

/** Up, down and away, for an element of a list. */
export function ItemButtons({
  name,
  onUp,
  onDown,
  onRemove,
}: {
  readonly name: string;
  readonly onUp: (() => void) | undefined;
  readonly onDown: (() => void) | undefined;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation();
  const button = (title: string, icon: React.ReactNode, onClick: (() => void) | undefined) => (
    <Tooltip title={title}>
      <Button
        type="text"
        size="small"
        className="s-quiet"
        aria-label={`${title}: ${name}`}
        disabled={!onClick}
        icon={icon}
        onClick={onClick}
      />
    </Tooltip>
  );
  return (
    <span className="s-item-buttons">
      {button(t('visual.up'), <ArrowUpOutlined />, onUp)}
      {button(t('visual.down'), <ArrowDownOutlined />, onDown)}
      {button(t('visual.remove'), <DeleteOutlined />, onRemove)}
    </span>
  );
}

const namingKeys = ['field', 'by', 'relation', 'view', 'dashboard', 'report', 'entity', 'id'] as const;

/** What to call an element while it is folded: its label, that of what it refers to, its id, or its number. */
function useItemName(value: unknown, index: number, pointer: string): string {
  const { label } = useLanguage();
  const { reference } = useEditing();
  if (!isObject(value)) return String(index + 1);
  if (typeof value.label === 'string' || isObject(value.label)) {
    const own = label(value.label as Text);
    if (own !== '') return own;
  }
  const named = namingKeys.flatMap((key) => {
    const id = value[key];
    return typeof id === 'string' && id !== '' ? [{ key, id }] : [];
  });
  for (const { key, id } of named) {
    const meant = referencesAt(reference, pointerTo(pointer, key))?.find((option) => option.id === id);
    if (meant?.label !== undefined) return label(meant.label, id);
  }
  return named[0]?.id ?? endsOf(value, reference, pointer, label) ?? String(index + 1);
}

/** Where a transition leads from and to. */
function endsOf(
  { from, to }: { readonly [key: string]: unknown },
  reference: ReferenceContext,
  pointer: string,
  label: ReturnType<typeof useLanguage>['label'],
): string | undefined {
  if (!Array.isArray(from) || !Array.isArray(to)) return undefined;
  const names = (end: string, ids: readonly unknown[]) => {
    const known = referencesAt(reference, pointerTo(pointer, end, 0)) ?? [];
    return ids.map((id) => label(known.find((one) => one.id === id)?.label, String(id))).join(', ');
  };
  return `${names('from', from)} → ${names('to', to)}`;
}
