import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { OrDash } from '../shared/browser/empty-cell.tsx';
import { RecordLinks } from '../shared/browser/record-links.tsx';
import { RecordSelect } from '../shared/browser/record-select.tsx';
import type { UserOptions } from './index.ts';
import { Person } from './person.tsx';

function UserControl(control: ControlProps<UserOptions, string>) {
  const { value, onChange } = control;
  return (
    <RecordSelect
      {...control}
      entity="user"
      many={false}
      ids={value === null ? [] : [value]}
      onPick={([id]) => onChange(id ?? null)}
      renderOption={(name) => <Person name={name} />}
    />
  );
}

function UserCell({ value, title, lookup, plain }: CellProps<UserOptions, string>) {
  return (
    <OrDash empty={value === null}>
      <RecordLinks
        entity="user"
        ids={value === null ? [] : [value]}
        title={title}
        lookup={lookup}
        plain={plain ?? false}
        render={(name) => <Person name={name} />}
      />
    </OrDash>
  );
}

export const userBrowser = defineBrowserFieldType<UserOptions, string>({
  id: 'user',
  Control: UserControl,
  Cell: UserCell,
  width: 170,
});
