import { textIn } from '@tenon/documents';
import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import type { Reading } from '../shared/browser/draft-input.tsx';
import { PartsControl } from '../shared/browser/parts-control.tsx';
import { FormattedCell } from '../shared/browser/text-cell.tsx';
import { uiText } from '../shared/browser/texts.ts';
import { longestPart, type PersonNameOptions, personName } from './index.ts';
import { type NamePart, nameOf, nameParts, type PersonName } from './name.ts';

const core: readonly NamePart[] = ['family', 'given'];

function PersonNameControl(control: ControlProps<PersonNameOptions, PersonName>) {
  const { options, value, locale } = control;
  const { language } = locale;
  // In the order in which readers say it.
  const ordered: readonly NamePart[] =
    language === 'zh-CN'
      ? ['family', 'given', 'prefix', 'middle', 'suffix']
      : ['given', 'family', 'prefix', 'middle', 'suffix'];
  const asked = ordered.filter(
    (part) => core.includes(part) || options.extended === true || value?.[part] !== undefined,
  );
  const read = (texts: { readonly [part: string]: string | undefined }): Reading<PersonName> => {
    const name = nameOf((part) => texts[part]);
    if (name) return { value: name };
    const hasMore = nameParts.some((part) => (texts[part] ?? '').trim() !== '');
    return hasMore ? { fault: uiText('personName', language) } : { value: null };
  };
  return (
    <PartsControl
      control={control}
      read={read}
      parts={asked.map((part) => ({
        id: part,
        label: textIn(personName.parts?.[part]?.label, language, part),
        span: core.includes(part) ? 6 : 4,
        maxLength: longestPart,
      }))}
    />
  );
}

function PersonNameCell(cell: CellProps<PersonNameOptions, PersonName>) {
  return <FormattedCell {...cell} type={personName} />;
}

export const personNameBrowser = defineBrowserFieldType<PersonNameOptions, PersonName>({
  id: 'person_name',
  Control: PersonNameControl,
  Cell: PersonNameCell,
  width: 180,
});
