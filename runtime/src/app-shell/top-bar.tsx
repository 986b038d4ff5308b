import { useTranslation } from 'react-i18next';
import { SearchOutlined } from '../pages/icons.tsx';
import type { ThemeChoice } from '../theme/index.ts';
import { LanguageMenu, ThemeMenu } from './top-menus.tsx';
import { useSwitchLanguage } from './use-switch-language.ts';
import { UserMenu } from './user-menu.tsx';

const isMac = /mac|iphone|ipad/i.test(navigator.platform);

export function TopBar({ onSearch }: { readonly onSearch: () => void }) {
  const { t } = useTranslation();
  const { language, switchTo } = useSwitchLanguage();
  const themes: { readonly [C in ThemeChoice]: string } = {
    system: t('app.themeSystem'),
    light: t('app.themeLight'),
    dark: t('app.themeDark'),
  };
  return (
    <header className="t-top-bar">
      <button type="button" className="t-search-button" onClick={onSearch} aria-haspopup="dialog">
        <SearchOutlined />
        <span className="t-search-text">{t('app.search')}</span>
        <kbd>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <div className="t-top-actions">
        <LanguageMenu label={t('app.language')} language={language} onSwitch={switchTo} />
        <ThemeMenu label={t('app.theme')} nameOf={(choice) => themes[choice]} />
        <UserMenu />
      </div>
    </header>
  );
}
