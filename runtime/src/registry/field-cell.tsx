import type { FieldConfig } from '@tenon/model';
import { useWorkspace } from '../workspace/index.ts';
import { PluginBoundary } from './plugin-boundary.tsx';
import { useRegistry } from './registry-context.tsx';

export interface FieldCellProps {
  readonly field: FieldConfig;
  readonly value: unknown;
  readonly title?: string | readonly string[];
  readonly plain?: boolean;
  readonly whole?: boolean;
}

/** A value for reading, as its field type shows it; a dash when it is empty. */
export function FieldCell({ field, value, title, plain = false, whole = false }: FieldCellProps) {
  const { locale, lookup } = useWorkspace();
  const type = useRegistry().browserFieldTypes.get(field.type);
  if (value === null || value === undefined) return <span className="t-nothing">–</span>;
  if (!type) return <span>{String(title ?? value)}</span>;
  const { Cell } = type;
  return (
    <PluginBoundary>
      <Cell
        value={value}
        options={field.options}
        locale={locale}
        lookup={lookup}
        plain={plain}
        whole={whole}
        {...(title === undefined ? {} : { title })}
      />
    </PluginBoundary>
  );
}
