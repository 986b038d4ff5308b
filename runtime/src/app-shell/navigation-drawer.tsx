import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { NavigationLinks } from './sidebar.tsx';

/** All links, on a phone. */
export function NavigationDrawer({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { config } = useWorkspace();
  return (
    <Drawer open onClose={onClose} placement="left" size={280} title={label(config.app.label, t('app.name'))}>
      <NavigationLinks onFollow={onClose} />
    </Drawer>
  );
}
