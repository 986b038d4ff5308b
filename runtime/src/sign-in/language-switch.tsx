import type { Language } from '@tenon/documents';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { keepLanguage, useLanguage } from '../i18n/index.ts';

/** Before sign-in: the choice stays in this browser. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const { language } = useLanguage();
  return (
    <Segmented<Language>
      size="small"
      aria-label={t('app.language')}
      value={language}
      options={[
        { value: 'en', label: 'English' },
        { value: 'zh-CN', label: '中文' },
      ]}
      onChange={(next) => {
        keepLanguage(next);
        void i18n.changeLanguage(next);
      }}
    />
  );
}
