import { CloseOutlined } from '@ant-design/icons';
import { describedIn } from '@tenon/documents';
import { Button, Tooltip } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import {
  isExpression,
  isText,
  referencesAt,
  ruleFieldsAt,
  type SchemaNode,
  useSchemaGuide,
} from '../../references/index.ts';
import { isObject } from '../change.ts';
import { useEditing } from '../editing.ts';
import type { ValueFieldProps } from './field-context.ts';
import { FieldProblems } from './field-problems.tsx';
import { JsonField } from './json-field.tsx';
import { ListField } from './list-field.tsx';
import { ObjectFields } from './object-fields.tsx';
import { ScalarField } from './scalar-field.tsx';
import { TextField } from './text-field.tsx';
import { usePropertyName } from './use-property-name.ts';

/** One member of a document with its caption, its control and what is wrong with it. */
export function ValueField(props: ValueFieldProps) {
  const { name, node, required, value, pointer, onChange } = props;
  const { t } = useTranslation();
  const { language } = useLanguage();
  const guide = useSchemaGuide();
  const { reference } = useEditing();
  const propertyName = usePropertyName();
  const id = useId();
  const ruleFields = ruleFieldsAt(reference, pointer);
  const shape = ruleFields && isOneField(value) ? 'field' : shapeOf(props, guide.branches(node));
  const nested = shape === 'object' || shape === 'list';
  const caption = propertyName(name);
  const refers = referencesAt(reference, pointer) !== undefined;
  const description =
    refers && guide.saysOnlyItsForm(node)
      ? undefined
      : describedIn(node.schema, language, reference.registry.say);
  const removable = !required && value !== undefined;
  return (
    <fieldset className={nested ? 's-field s-field-nested' : 's-field'} aria-labelledby={`${id}-caption`}>
      <div className="s-field-head">
        <span id={`${id}-caption`} className="t-caption">
          <Tooltip title={description}>
            <span className={description === undefined ? undefined : 's-explained'}>{caption}</span>
          </Tooltip>
          {required && <span className="t-required">*</span>}
        </span>
        {removable && (
          <Tooltip title={t('visual.removeProperty', { name: caption })}>
            <Button
              type="text"
              size="small"
              className="s-quiet"
              aria-label={t('visual.removeProperty', { name: caption })}
              icon={<CloseOutlined />}
              onClick={() => onChange(undefined)}
            />
          </Tooltip>
        )}
      </div>
      <Control {...props} id={id} shape={shape} label={caption} />
      <FieldProblems pointer={pointer} below={!nested} />
    </fieldset>
  );
}

/** A rule that is the value of one field, or none yet: true is what a rule starts from. */
const isOneField = (value: unknown): boolean =>
  value === undefined ||
  value === true ||
  (isObject(value) && Object.keys(value).length === 1 && typeof value.var === 'string');

/** Members that hold whole paragraphs. */
const longTexts: ReadonlySet<string> = new Set(['description', 'instructions']);

type Shape = 'field' | 'text' | 'json' | 'list' | 'object' | 'scalar';

/** Which control can draw the value as it stands; JSON where none can. */
function shapeOf({ node, value }: ValueFieldProps, branches: readonly SchemaNode[]): Shape {
  if (isText(node))
    return value === undefined || typeof value === 'string' || isObject(value) ? 'text' : 'json';
  if (isExpression(node) || branches.length !== 1) return 'json';
  const schema = branches[0]?.schema ?? {};
  if (schema.type === 'array') return value === undefined || Array.isArray(value) ? 'list' : 'json';
  if (schema.type === 'object') {
    const hasMembers = isObject(schema.properties) && Object.keys(schema.properties).length > 0;
    return hasMembers && (value === undefined || isObject(value)) ? 'object' : 'json';
  }
  const scalar = value === undefined || ['string', 'number', 'boolean'].includes(typeof value);
  const typed =
    Array.isArray(schema.enum) || ['string', 'integer', 'number', 'boolean'].includes(String(schema.type));
  return scalar && typed ? 'scalar' : 'json';
}

function Control({
  id,
  shape,
  label,
  name,
  node,
  pointer,
  value,
  required,
  onChange,
}: ValueFieldProps & { readonly id: string; readonly shape: Shape; readonly label: string }) {
  const guide = useSchemaGuide();
  const { reference } = useEditing();
  if (shape === 'field')
    return (
      <ScalarField
        id={id}
        label={label}
        schema={{}}
        references={ruleFieldsAt(reference, pointer)}
        value={isObject(value) ? value.var : undefined}
        required={required}
        onChange={(field) => onChange(field === undefined ? undefined : { var: field })}
      />
    );
  if (shape === 'text')
    return <TextField id={id} value={value} long={longTexts.has(name)} onChange={onChange} />;
  if (shape === 'list')
    return <ListField node={node} pointer={pointer} value={value} label={label} onChange={onChange} />;
  if (shape === 'object')
    return <ObjectFields node={guide.branches(node)[0] ?? node} pointer={pointer} value={value} />;
  if (shape === 'json')
    return <JsonField pointer={pointer} value={value} label={label} onChange={onChange} />;
  return (
    <ScalarField
      id={id}
      label={label}
      schema={guide.branches(node)[0]?.schema ?? {}}
      references={referencesAt(reference, pointer)}
      value={value}
      required={required}
      onChange={onChange}
    />
  );
}
