import { textIn } from '@tenon/documents';
import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { Radio, Switch, Tag } from 'antd';
import { useEffect } from 'react';
import { OrDash } from '../shared/browser/empty-cell.tsx';
import { labelling } from '../shared/browser/labelling.ts';
import { uiText } from '../shared/browser/texts.ts';
import { answers, type BooleanOptions } from './index.ts';

function BooleanControl(control: ControlProps<BooleanOptions, boolean>) {
  return control.required ? <TwoStates {...control} /> : <ThreeStates {...control} />;
}

/** A switch has no third position: where an answer is due, what is shown is also what is sent. */
function TwoStates(control: ControlProps<BooleanOptions, boolean>) {
  const { value, onChange, readOnly, disabled } = control;
  useEffect(() => {
    if (value === null && !readOnly) onChange(false);
  }, [value, readOnly, onChange]);
  return (
    <Switch
      {...labelling(control)}
      checked={value === true}
      onChange={(checked) => onChange(checked)}
      disabled={disabled || readOnly}
    />
  );
}

function ThreeStates(control: ControlProps<BooleanOptions, boolean>) {
  const { value, onChange, locale, readOnly, disabled, label } = control;
  return (
    <Radio.Group
      id={control.id}
      aria-label={label}
      aria-describedby={control.describedBy}
      optionType="button"
      value={value === null ? 'none' : value ? 'yes' : 'no'}
      onChange={({ target }) => onChange(target.value === 'none' ? null : target.value === 'yes')}
      onBlur={control.onBlur}
      disabled={disabled || readOnly}
      options={[
        { value: 'yes', label: textIn(answers.yes, locale.language) },
        { value: 'no', label: textIn(answers.no, locale.language) },
        { value: 'none', label: uiText('none', locale.language) },
      ]}
    />
  );
}

function BooleanCell({ value, locale }: CellProps<BooleanOptions, boolean>) {
  return (
    <OrDash empty={value === null}>
      <Tag color={value ? 'green' : 'default'}>
        {textIn(value ? answers.yes : answers.no, locale.language)}
      </Tag>
    </OrDash>
  );
}

export const booleanBrowser = defineBrowserFieldType<BooleanOptions, boolean>({
  id: 'boolean',
  Control: BooleanControl,
  Cell: BooleanCell,
  width: 90,
});
