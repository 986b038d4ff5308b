import type { FieldConfig } from '@tenon/model';
import type { ControlProps } from '@tenon/plugin-api';
import { useLanguage } from '../i18n/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { FieldCell } from './field-cell.tsx';
import { PluginBoundary } from './plugin-boundary.tsx';
import { useRegistry } from './registry-context.tsx';

export interface FieldControlProps extends Omit<ControlProps, 'options' | 'locale' | 'lookup' | 'label'> {
  readonly field: FieldConfig;
  /** Read to people who don't see the caption beside it. */
  readonly label?: string;
}

/** The input of a field, as its field type makes it. A type that is not installed can only be read. */
export function FieldControl({ field, label, ...props }: FieldControlProps) {
  const { locale, lookup } = useWorkspace();
  const { label: read } = useLanguage();
  const type = useRegistry().browserFieldTypes.get(field.type);
  if (!type)
    return (
      <FieldCell
        field={field}
        value={props.value}
        {...(props.title === undefined ? {} : { title: props.title })}
      />
    );
  const { Control } = type;
  return (
    <PluginBoundary>
      <Control
        {...props}
        label={label ?? read(field.label, field.id)}
        options={field.options}
        locale={locale}
        lookup={lookup}
      />
    </PluginBoundary>
  );
}
