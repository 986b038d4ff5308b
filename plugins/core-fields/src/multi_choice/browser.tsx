import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { ChoiceSelect } from '../shared/browser/choice-select.tsx';
import { ChoiceTag } from '../shared/browser/choice-tag.tsx';
import { OrDash } from '../shared/browser/empty-cell.tsx';
import type { MultiChoiceOptions } from './index.ts';

function MultiChoiceControl(control: ControlProps<MultiChoiceOptions, readonly string[]>) {
  return <ChoiceSelect {...control} many={true} />;
}

function MultiChoiceCell({ value, options, locale }: CellProps<MultiChoiceOptions, readonly string[]>) {
  return (
    <OrDash empty={value === null}>
      {value?.map((id) => (
        <ChoiceTag key={id} choices={options.choices} id={id} language={locale.language} />
      ))}
    </OrDash>
  );
}

export const multiChoiceBrowser = defineBrowserFieldType<MultiChoiceOptions, readonly string[]>({
  id: 'multi_choice',
  Control: MultiChoiceControl,
  Cell: MultiChoiceCell,
  width: 200,
});
