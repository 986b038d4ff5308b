import { textIn } from '@tenon/documents';
import type { ControlProps } from '@tenon/plugin-api';
import { Select } from 'antd';
import type { Choice } from '../choices.ts';
import { ChoiceTag } from './choice-tag.tsx';
import { labelling } from './labelling.ts';
import { uiText } from './texts.ts';

type ChoiceControl = Omit<ControlProps<{ readonly choices: readonly Choice[] }, never>, 'value' | 'onChange'>;

type ChoiceSelectProps = ChoiceControl &
  (
    | {
        readonly many: false;
        readonly value: string | null;
        readonly onChange: (value: string | null) => void;
      }
    | {
        readonly many: true;
        readonly value: readonly string[] | null;
        readonly onChange: (value: readonly string[] | null) => void;
      }
  );

/** Picks one or several of a list, each shown as its tag; can be searched by label. */
export function ChoiceSelect(props: ChoiceSelectProps) {
  const { options, locale, value, readOnly, disabled, required, invalid } = props;
  const { choices } = options;
  const tag = (id: string) => <ChoiceTag choices={choices} id={id} language={locale.language} />;

  const change = (picked: string | string[] | null | undefined) => {
    if (!props.many) props.onChange(typeof picked === 'string' ? picked : null);
    else {
      const ids = choices.map(({ id }) => id).filter((id) => picked?.includes(id));
      props.onChange(ids.length === 0 ? null : ids);
    }
  };
  return (
    <Select<string | string[]>
      {...labelling(props)}
      style={{ width: '100%' }}
      mode={props.many ? 'multiple' : undefined}
      value={value === null ? undefined : typeof value === 'string' ? value : [...value]}
      onChange={change}
      onBlur={props.onBlur}
      options={choices.map(({ id, label }) => ({ value: id, label: textIn(label, locale.language, id) }))}
      optionRender={({ value: id }) => tag(String(id))}
      labelRender={({ value: id }) => tag(String(id))}
      tagRender={({ value: id, onClose }) => (
        <ChoiceTag
          choices={choices}
          id={String(id)}
          language={locale.language}
          onClose={readOnly || disabled ? undefined : onClose}
        />
      )}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={!required && !readOnly}
      disabled={disabled || readOnly}
      status={invalid ? 'error' : undefined}
      notFoundContent={uiText('nothingFound', locale.language)}
    />
  );
}
