import { Button, Dropdown, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { BulbOutlined, GlobalOutlined, SearchOutlined } from '../pages/icons.tsx';
import { setThemeChoice, type ThemeChoice, useThemeMode } from '../theme/index.ts';
import { useSwitchLanguage } from './use-switch-language.ts';
import { UserMenu } from './user-menu.tsx';

const isMac = /mac|iphone|ipad/i.test(navigator.platform);

export function TopBar({ onSearch }: { readonly onSearch: () => void }) {
  const { t } = useTranslation();
  return (
    <header className="t-top-bar">
      <button type="button" className="t-search-button" onClick={onSearch} aria-haspopup="dialog">
        <SearchOutlined />
        <span className="t-search-text">{t('app.search')}</span>
        <kbd>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <div className="t-top-actions">
        <LanguageMenu />
        <ThemeMenu />
        <UserMenu />
      </div>
    </header>
  );
}

function LanguageMenu() {
  const { t } = useTranslation();
  const { language, switchTo } = useSwitchLanguage();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [language],
        items: [
          { key: 'en', label: 'English', onClick: () => switchTo('en') },
          { key: 'zh-CN', label: '简体中文', onClick: () => switchTo('zh-CN') },
        ],
      }}
    >
      <Tooltip title={t('app.language')}>
        <Button type="text" aria-label={t('app.language')} icon={<GlobalOutlined />} />
      </Tooltip>
    </Dropdown>
  );
}

function ThemeMenu() {
  const { t } = useTranslation();
  const { choice } = useThemeMode();
  const item = (key: ThemeChoice, label: string) => ({ key, label, onClick: () => setThemeChoice(key) });
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [choice],
        items: [
          item('system', t('app.themeSystem')),
          item('light', t('app.themeLight')),
          item('dark', t('app.themeDark')),
        ],
      }}
    >
      <Tooltip title={t('app.theme')}>
        <Button type="text" aria-label={t('app.theme')} icon={<BulbOutlined />} />
      </Tooltip>
    </Dropdown>
  );
}
