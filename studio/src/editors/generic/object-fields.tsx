import { PlusOutlined } from '@ant-design/icons';
import { pointerTo } from '@tenon/documents';
import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { isAskedFor, optionsSchemaAt, type SchemaNode, useSchemaGuide } from '../../references/index.ts';
import { isObject } from '../change.ts';
import { useEditing } from '../editing.ts';
import { MemberField } from './field-context.ts';
import { useChange } from './use-change.ts';
import { usePropertyName } from './use-property-name.ts';

export interface ObjectFieldsProps {
  readonly node: SchemaNode;
  readonly pointer: string;
  readonly value: unknown;
  readonly skip?: readonly string[];
}

/** Members that stand there and those that must; the others are offered below, so that a form stays short. */
export function ObjectFields({ node, pointer, value, skip = [] }: ObjectFieldsProps) {
  const { t } = useTranslation();
  const guide = useSchemaGuide();
  const change = useChange();
  const { reference } = useEditing();
  const propertyName = usePropertyName();
  const object = isObject(value) ? value : {};
  const members = guide
    .members(node)
    .filter(({ name }) => !skip.includes(name))
    .map((member) => withSettings(member, optionsSchemaAt(reference, pointerTo(pointer, member.name))));
  const order = guide.members(node).map(({ name }) => name);
  const simple = (one: SchemaNode) =>
    guide.branches(one).every(({ schema }) => schema.type !== 'object' && schema.type !== 'array');
  const shown = members.filter(
    ({ name, required, asked, node: member }) =>
      required ||
      asked ||
      Object.hasOwn(object, name) ||
      (simple(member) && isBasic(member)) ||
      isAskedFor(reference, pointerTo(pointer, name)),
  );
  const offered = members.filter((member) => !shown.includes(member));
  const unknown = Object.keys(object).filter((name) => !order.includes(name) && !skip.includes(name));
  return (
    <div className="s-fields">
      {shown.map(({ name, node: member, required }) => (
        <MemberField
          key={name}
          name={name}
          node={member}
          required={required}
          pointer={pointerTo(pointer, name)}
          value={object[name]}
          onChange={(next) => change(pointer, name, next, order)}
        />
      ))}
      {unknown.map((name) => (
        <MemberField
          key={name}
          name={name}
          node={{ schema: {}, root: {} }}
          required={false}
          pointer={pointerTo(pointer, name)}
          value={object[name]}
          onChange={(next) => change(pointer, name, next, order)}
        />
      ))}
      {offered.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            className: 's-menu',
            items: offered.map(({ name, node: member }) => ({
              key: name,
              label: propertyName(name),
              onClick: () => change(pointer, name, blank(member, guide.branches(member)), order),
            })),
          }}
        >
          <button type="button" className="s-add-link">
            <PlusOutlined aria-hidden /> {t('visual.addProperty')}
          </button>
        </Dropdown>
      )}
    </div>
  );
}

interface Member {
  readonly name: string;
  readonly node: SchemaNode;
  readonly required: boolean;
  /** Settings without some of which there is nothing to see: they stand there from the start. */
  readonly asked: boolean;
}

/** Settings that a plugin defines are drawn from its schema. */
function withSettings(member: Omit<Member, 'asked'>, settings: object | undefined): Member {
  if (!settings) return { ...member, asked: false };
  const schema = settings as SchemaNode['schema'];
  const { description } = member.node.schema;
  const asked = Array.isArray(schema.required) && schema.required.length > 0;
  return { ...member, node: { schema: { description, ...schema }, root: schema }, asked };
}

/** Texts that most documents have are offered without asking. */
const isBasic = ({ schema }: SchemaNode): boolean => Array.isArray(schema.enum) || schema.type === 'boolean';

/** A value to start from that the schema takes for one of its own, as far as that can be said without asking. */
export function blank({ schema }: SchemaNode, branches: readonly SchemaNode[]): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.title === 'Text') return '';
  if (schema.title === 'Expression') return true;
  const [first] = branches;
  const type = first?.schema.type;
  if (Array.isArray(first?.schema.enum)) return first.schema.enum[0];
  if (type === 'array') return [];
  if (type === 'object') return {};
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return first?.schema.minimum ?? 1;
  if (type === 'string') return '';
  return null;
}
