import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { ChoiceSelect } from '../shared/browser/choice-select.tsx';
import { ChoiceTag } from '../shared/browser/choice-tag.tsx';
import { OrDash } from '../shared/browser/empty-cell.tsx';
import type { ChoiceOptions } from './index.ts';

function ChoiceControl(control: ControlProps<ChoiceOptions, string>) {
  return <ChoiceSelect {...control} many={false} />;
}

function ChoiceCell({ value, options, locale }: CellProps<ChoiceOptions, string>) {
  return (
    <OrDash empty={value === null}>
      <ChoiceTag choices={options.choices} id={value ?? ''} language={locale.language} />
    </OrDash>
  );
}

export const choiceBrowser = defineBrowserFieldType<ChoiceOptions, string>({
  id: 'choice',
  Control: ChoiceControl,
  Cell: ChoiceCell,
  width: 150,
});
