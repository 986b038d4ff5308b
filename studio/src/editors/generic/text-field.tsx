import { TranslationOutlined } from '@ant-design/icons';
import { type Language, languages } from '@tenon/documents';
import { Button, Input, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { asText, isObject, withMember } from '../change.ts';

const marks: { readonly [language in Language]: string } = { en: 'EN', 'zh-CN': '中' };

export interface TextFieldProps {
  readonly id: string;
  readonly value: unknown;
  /** Room for several lines; texts that have some get it anyway. */
  readonly long?: boolean;
  readonly onChange: (value: unknown) => void;
}

/** A text for every language, or one per language, as the document has it. */
export function TextField({ id, value, long = false, onChange }: TextFieldProps) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  // Settled once: a control that turns into another one while people write would lose the cursor.
  const [lines] = useState(() => long || hasLines(value));
  if (!isObject(value)) {
    return (
      <div className="s-text">
        <OneText id={id} lines={lines} value={asText(value)} onChange={onChange} />
        <Tooltip title={t('visual.perLanguage')}>
          <Button
            size="small"
            type="text"
            aria-label={t('visual.perLanguage')}
            icon={<TranslationOutlined />}
            onClick={() => onChange({ [language]: asText(value) })}
          />
        </Tooltip>
      </div>
    );
  }
  return (
    <div className={lines ? 's-text s-text-lines' : 's-text s-text-both'}>
      {languages.map((one, index) => (
        <OneText
          key={one}
          {...(index === 0 && { id })}
          lines={lines}
          mark={marks[one]}
          label={t(`visual.in.${one}`)}
          value={asText(value[one])}
          // An empty text is none; the last one stays, so that the text stays one per language.
          onChange={(text) =>
            onChange(
              withMember(
                value,
                one,
                text === '' && Object.keys(value).length > 1 ? undefined : text,
                languages,
              ),
            )
          }
        />
      ))}
    </div>
  );
}

interface OneTextProps {
  readonly id?: string;
  readonly lines: boolean;
  readonly mark?: string;
  readonly label?: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function OneText({ id, lines, mark, label, value, onChange }: OneTextProps) {
  const sign = mark === undefined ? undefined : <span className="s-language">{mark}</span>;
  const shared = { ...(id !== undefined && { id }), 'aria-label': label, value };
  if (!lines)
    return (
      <Input
        {...shared}
        size="small"
        {...(sign && { prefix: sign })}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return (
    <div className="s-text-long">
      {sign}
      <Input.TextArea
        {...shared}
        autoSize={{ minRows: 3, maxRows: 14 }}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

const hasLines = (value: unknown): boolean =>
  isObject(value) ? Object.values(value).some(hasLines) : asText(value).includes('\n');
