import { textIn } from '@tenon/documents';
import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { Input, theme } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { OrDash } from '../shared/browser/empty-cell.tsx';
import { labelling } from '../shared/browser/labelling.ts';
import { uiText } from '../shared/browser/texts.ts';
import { type Json, keepsNumbers } from './canonical.ts';
import { type JsonOptions, json } from './index.ts';
import { JsonTree } from './tree.tsx';

/** JSON as text in lines; only what can be read goes to the form. */
function JsonControl(control: ControlProps<JsonOptions, Json>) {
  const { value, onChange, options, locale, onFault } = control;
  const { token } = theme.useToken();
  const shown = value === null ? '' : JSON.stringify(value, null, 2);
  const [draft, setDraft] = useState<{ text: string; base: string; fault?: string }>();
  const present = draft?.base === shown ? draft : undefined;
  const fault = present?.fault;
  const faultId = `${control.id}-fault`;
  const faultShown = fault !== undefined && control.invalid !== true;

  const tell = useRef(onFault);
  useEffect(() => {
    tell.current = onFault;
  });
  useEffect(() => {
    if (fault === undefined) return;
    tell.current?.(fault);
    return () => tell.current?.(undefined);
  }, [fault]);

  const change = (text: string) => {
    const result = json.parse(text, options, locale);
    if (!result.ok) {
      const why = keepsNumbers(text) ? 'json' : 'jsonNumber';
      setDraft({ text, base: shown, fault: uiText(why, locale.language) });
      return;
    }
    const next = result.value as Json;
    const refusal = next === null ? undefined : json.check?.(next, options);
    if (refusal) {
      setDraft({ text, base: shown, fault: textIn(refusal, locale.language) });
      return;
    }
    const base = next === null ? '' : JSON.stringify(next, null, 2);
    setDraft({ text, base });
    if (base !== shown) onChange(next);
  };
  const describedBy = [control.describedBy, faultShown ? faultId : undefined].filter(Boolean).join(' ');
  const invalid = control.invalid === true || fault !== undefined;
  return (
    <>
      <Input.TextArea
        {...labelling({ ...control, invalid, describedBy: describedBy || undefined })}
        value={present?.text ?? shown}
        onChange={({ target }) => change(target.value)}
        onBlur={() => {
          if (fault === undefined) setDraft(undefined);
          control.onBlur?.();
        }}
        autoSize={{ minRows: 3, maxRows: 16 }}
        spellCheck={false}
        status={invalid ? 'error' : undefined}
        readOnly={control.readOnly}
        disabled={control.disabled}
        style={{ fontFamily: token.fontFamilyCode, fontSize: token.fontSizeSM }}
      />
      {faultShown && (
        <div id={faultId} role="alert" style={{ color: token.colorError, marginBlockStart: token.marginXXS }}>
          {fault}
        </div>
      )}
    </>
  );
}

const mostShown = 200;

function JsonCell({ value, options, locale, whole, plain }: CellProps<JsonOptions, Json>) {
  const { token } = theme.useToken();
  if (value !== null && whole && !plain) return <JsonTree value={value} language={locale.language} />;
  const text = value === null ? '' : json.format(value, options, locale);
  return (
    <OrDash empty={value === null}>
      <code
        title={JSON.stringify(value, null, 2).slice(0, 2000)}
        style={{
          display: 'block',
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
          fontFamily: token.fontFamilyCode,
          fontSize: token.fontSizeSM,
        }}
      >
        {text.length > mostShown ? `${text.slice(0, mostShown)}…` : text}
      </code>
    </OrDash>
  );
}

export const jsonBrowser = defineBrowserFieldType<JsonOptions, Json>({
  id: 'json',
  Control: JsonControl,
  Cell: JsonCell,
  width: 220,
});
