import { textIn } from '@tenon/documents';
import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { Select, Space } from 'antd';
import { useState } from 'react';
import { OrDash } from '../shared/browser/empty-cell.tsx';
import { RecordLinks } from '../shared/browser/record-links.tsx';
import { RecordSelect } from '../shared/browser/record-select.tsx';
import { uiText } from '../shared/browser/texts.ts';
import type { ReferenceOptions, ReferenceValue } from './index.ts';

/** First the entity, then one of its records; with one entity to choose from there is nothing to choose. */
function ReferenceControl(control: ControlProps<ReferenceOptions, ReferenceValue>) {
  const { id, value, onChange, options, lookup, locale, disabled, readOnly } = control;
  const [chosen, setChosen] = useState(options.to[0] ?? '');
  const entity = value?.entity ?? chosen;
  const entities = options.to.map((to) => ({
    value: to,
    label: textIn(lookup.entityLabel?.(to) ?? to, locale.language),
  }));
  return (
    <Space.Compact block>
      {entities.length > 1 && (
        <Select
          aria-label={uiText('entity', locale.language)}
          options={entities}
          value={entity}
          disabled={disabled || readOnly}
          onChange={(picked) => {
            setChosen(picked);
            if (value !== null && value.entity !== picked) onChange(null);
          }}
          popupMatchSelectWidth={false}
          style={{ width: '40%' }}
        />
      )}
      <RecordSelect
        {...control}
        key={`${id} ${entity}`}
        entity={entity}
        many={false}
        ids={value === null ? [] : [value.id]}
        onPick={([picked]) => onChange(picked === undefined ? null : { entity, id: picked })}
      />
    </Space.Compact>
  );
}

function ReferenceCell({ value, title, lookup, plain }: CellProps<ReferenceOptions, ReferenceValue>) {
  return (
    <OrDash empty={value === null}>
      {value !== null && (
        <RecordLinks
          entity={value.entity}
          ids={[value.id]}
          title={title}
          lookup={lookup}
          plain={plain ?? false}
        />
      )}
    </OrDash>
  );
}

export const referenceBrowser = defineBrowserFieldType<ReferenceOptions, ReferenceValue>({
  id: 'reference',
  Control: ReferenceControl,
  Cell: ReferenceCell,
  width: 200,
});
