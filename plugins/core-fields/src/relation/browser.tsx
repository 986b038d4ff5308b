import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { OrDash } from '../shared/browser/empty-cell.tsx';
import { RecordLinks } from '../shared/browser/record-links.tsx';
import { RecordSelect } from '../shared/browser/record-select.tsx';
import { uiText } from '../shared/browser/texts.ts';
import type { RelationOptions, RelationValue } from './index.ts';

function RelationControl(control: ControlProps<RelationOptions, RelationValue>) {
  const { value, onChange, options, locale } = control;
  const { to, cardinality = 'one' } = options;
  const isInverse = cardinality === 'inverse';
  return (
    <RecordSelect
      {...control}
      entity={to}
      many={cardinality !== 'one'}
      ids={idsOf(value)}
      onPick={(ids) => {
        if (ids.length === 0) onChange(null);
        else onChange(cardinality === 'one' ? (ids[0] ?? null) : [...ids].sort());
      }}
      readOnly={control.readOnly || isInverse}
      placeholder={isInverse ? uiText('readOnlyInverse', locale.language) : undefined}
    />
  );
}

function RelationCell({ value, options, title, lookup, plain }: CellProps<RelationOptions, RelationValue>) {
  const ids = idsOf(value);
  return (
    <OrDash empty={ids.length === 0}>
      <RecordLinks entity={options.to} ids={ids} title={title} lookup={lookup} plain={plain ?? false} />
    </OrDash>
  );
}

function idsOf(value: RelationValue | null): readonly string[] {
  if (value === null) return [];
  return typeof value === 'string' ? [value] : value;
}

export const relationBrowser = defineBrowserFieldType<RelationOptions, RelationValue>({
  id: 'relation',
  Control: RelationControl,
  Cell: RelationCell,
  width: 180,
});
