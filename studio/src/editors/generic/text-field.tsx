import { TranslationOutlined } from '@ant-design/icons';
import { type Language, languages } from '@tenon/documents';
import { Button, Input, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { asText, isObject, withMember } from '../change.ts';

const marks: { readonly [language in Language]: string } = { en: 'EN', 'zh-CN': '中' };

export interface TextFieldProps {
  readonly id: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** A text for every language, or one per language, as the document has it. */
export function TextField({ id, value, onChange }: TextFieldProps) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  if (!isObject(value)) {
    return (
      <div className="s-text">
        <Input
          id={id}
          size="small"
          value={asText(value)}
          onChange={(event) => onChange(event.target.value)}
        />
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
    <div className="s-text s-text-both">
      {languages.map((one, index) => (
        <Input
          key={one}
          {...(index === 0 && { id })}
          size="small"
          prefix={<span className="s-language">{marks[one]}</span>}
          aria-label={t(`visual.in.${one}`)}
          value={asText(value[one])}
          // An empty text is none; the last one stays, so that the text stays one per language.
          onChange={(event) =>
            onChange(
              withMember(
                value,
                one,
                event.target.value === '' && Object.keys(value).length > 1 ? undefined : event.target.value,
                languages,
              ),
            )
          }
        />
      ))}
    </div>
  );
}
