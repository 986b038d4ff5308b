import { TreeSelect } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { entityAt, type Reached, type RuleScope, reach } from './fields.ts';
import { useRuleScope } from './rule-context.tsx';

export interface FieldPickerProps {
  readonly entity: string;
  readonly value: string;
  readonly onChange: (path: string) => void;
  /** Which fields can be taken; all that rules can speak of when absent. */
  readonly accept?: (reached: Reached) => boolean;
  /** Relations to several can be taken, for aggregates. */
  readonly several?: boolean;
  /** Also what is reached from named rows, such as the viewer. */
  readonly named?: boolean;
  readonly label: string;
  readonly autoFocus?: boolean;
}

interface Branch {
  readonly value: string;
  readonly title: string;
  readonly isLeaf: boolean;
  readonly selectable: boolean;
  readonly children?: Branch[];
}
/** Relations that a path walks at most, as the server has it. */
const deepest = 4;

/** A field by its path: relations open where they stand, one at a time. */
export function FieldPicker(props: FieldPickerProps) {
  const { entity, value, onChange, accept, several = false, named = false, label, autoFocus = false } = props;
  const { t } = useTranslation();
  const scope = useRuleScope();
  const [open, setOpen] = useState<readonly string[]>([]);
  const [text, setText] = useState('');
  const tree = useMemo(() => {
    const searching = text.trim() !== '';
    const branches = (at: string, prefix: string, depth: number): Branch[] =>
      fieldsOf(scope, at).flatMap(({ id, relation, type, label: name }): Branch[] => {
        const path = `${prefix}${id}`;
        const one =
          relation?.cardinality === 'one' &&
          depth < deepest &&
          entityAt(scope, relation.entity) !== undefined;
        const parts = Object.entries(scope.registry.fieldTypes.get(type)?.parts ?? {});
        const reached = reach(scope, entity, path);
        const toSeveral = relation !== undefined && relation.cardinality !== 'one';
        const inverse = relation?.cardinality === 'inverse';
        const selectable =
          reached !== undefined &&
          (several && toSeveral ? true : !inverse && (accept?.(reached) ?? reached.type !== undefined));
        const expanded = open.includes(path) || (searching && depth === 0);
        const opens = one || parts.length > 0;
        const children =
          !opens || !expanded
            ? undefined
            : one && relation
              ? branches(relation.entity, `${path}.`, depth + 1)
              : parts.flatMap(([part, { label: title }]): Branch[] => {
                  const partPath = `${path}.${part}`;
                  const found = reach(scope, entity, partPath);
                  if (!found || accept?.(found) === false) return [];
                  return [
                    { value: partPath, title: scope.label(title, part), isLeaf: true, selectable: true },
                  ];
                });
        if (!selectable && !opens) return [];
        return [
          {
            value: path,
            title: scope.label(name, id),
            isLeaf: !opens,
            selectable,
            ...(children ? { children } : {}),
          },
        ];
      });
    const own = branches(entity, '', 0);
    if (!named) return own;
    return [
      ...Object.entries(scope.names).map(
        ([name, at]): Branch => ({
          value: `${name}.id`,
          title: name === 'viewer' ? t('builder.viewer') : name,
          isLeaf: false,
          selectable: true,
          children: open.includes(`${name}.id`)
            ? branches(at, `${name}.`, 1).filter((branch) => branch.value !== `${name}.id`)
            : [],
        }),
      ),
      ...own,
    ];
  }, [scope, entity, open, text, accept, several, named, t]);
  const reached = value === '' ? undefined : reach(scope, entity, value);
  const name = value === 'viewer.id' ? t('builder.viewer') : (reached?.labels.join(' · ') ?? value);
  return (
    <TreeSelect
      aria-label={label}
      className="t-rule-field"
      autoFocus={autoFocus}
      placeholder={label}
      popupMatchSelectWidth={false}
      styles={{ popup: { root: { maxHeight: 400, minWidth: 240 } } }}
      listHeight={360}
      showSearch={{
        filterTreeNode: (typed, node) =>
          String(node.title).toLowerCase().includes(typed.trim().toLowerCase()),
        onSearch: setText,
      }}
      status={value !== '' && !reached ? 'error' : ''}
      labelInValue
      value={value === '' ? undefined : { value, label: name }}
      onChange={(picked: { readonly value: string; readonly label: ReactNode } | undefined) =>
        onChange(picked?.value ?? '')
      }
      treeData={tree}
      treeExpandedKeys={[...open]}
      onTreeExpand={(keys) => setOpen(keys.map(String))}
      treeLine={false}
    />
  );
}

/** What is the entity's own comes first. */
function fieldsOf(scope: RuleScope, entity: string) {
  const fields = entityAt(scope, entity)?.fields ?? [];
  return [
    ...fields.filter(({ system }) => !system),
    ...fields.filter(({ system, id }) => system && id !== 'id'),
  ];
}
