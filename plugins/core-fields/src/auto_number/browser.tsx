import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { Input } from 'antd';
import { OrDash } from '../shared/browser/empty-cell.tsx';
import { labelling } from '../shared/browser/labelling.ts';
import { uiText } from '../shared/browser/texts.ts';
import type { AutoNumberOptions } from './index.ts';

/** Shows the number; nobody types one. */
function AutoNumberControl(control: ControlProps<AutoNumberOptions, string>) {
  return (
    <Input
      {...labelling({ ...control, required: false })}
      value={control.value ?? ''}
      placeholder={uiText('numberFollows', control.locale.language)}
      onBlur={control.onBlur}
      readOnly
      disabled={control.disabled}
      variant="filled"
      status={control.invalid ? 'error' : undefined}
    />
  );
}

function AutoNumberCell({ value }: CellProps<AutoNumberOptions, string>) {
  return (
    <OrDash empty={value === null}>
      <span style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>{value}</span>
    </OrDash>
  );
}

export const autoNumberBrowser = defineBrowserFieldType<AutoNumberOptions, string>({
  id: 'auto_number',
  Control: AutoNumberControl,
  Cell: AutoNumberCell,
  width: 150,
});
