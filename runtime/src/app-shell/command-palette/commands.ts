import type { EntityConfig } from '@tenon/model';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useLanguage } from '../../i18n/index.ts';
import { useWorkspace } from '../../workspace/index.ts';
import { configuredLinks, managerLinks } from '../navigation.ts';
import { useSwitchLanguage } from '../use-switch-language.ts';
import { useSignOut } from '../user-menu.tsx';

export interface Command {
  readonly id: string;
  readonly group: 'pages' | 'actions';
  readonly text: string;
  readonly icon: string;
  readonly run: () => void;
}

/** Everything that the palette offers without asking the server. */
export function useCommands(): readonly Command[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const workspace = useWorkspace();
  const { label } = useLanguage();
  const { language, switchTo } = useSwitchLanguage();
  const signOut = useSignOut();
  const { config } = workspace;
  const page = (id: string, text: string, icon: string, to: string): Command => ({
    id: `page:${id}`,
    group: 'pages',
    text,
    icon,
    run: () => void navigate(to),
  });
  const action = (id: string, text: string, icon: string, run: () => void): Command => ({
    id: `action:${id}`,
    group: 'actions',
    text,
    icon,
    run,
  });
  const links = [...configuredLinks(config), ...managerLinks(workspace, t('rules.title'))];
  return [
    page('work', t('work.title'), 'check-square', '/'),
    ...links.map(({ id, label: text, icon, to }) => page(id, label(text, id), icon, to)),
    ...searchable(config.entities)
      .filter(({ id }) => !links.some(({ to }) => to === `/entities/${id}`))
      .map(({ id, labelPlural, icon }) =>
        page(`entity-${id}`, label(labelPlural, id), icon, `/entities/${id}`),
      ),
    page('settings', t('app.settings'), 'setting', '/settings'),
    ...searchable(config.entities)
      .filter(({ actions }) => actions.includes('create'))
      .map(({ id, label: text, icon }) =>
        action(
          `new-${id}`,
          t('palette.create', { entity: label(text, id) }),
          icon,
          () => void navigate(`/records/${id}/new`),
        ),
      ),
    action('language', t('palette.switchLanguage'), 'global', () =>
      switchTo(language === 'en' ? 'zh-CN' : 'en'),
    ),
    ...(workspace.can('configure')
      ? [action('studio', t('app.studio'), 'setting', () => location.assign('/studio/'))]
      : []),
    action('sign-out', t('app.signOut'), 'user', signOut),
  ];
}

/** Entities whose records the viewer may read. */
export function searchable(entities: { readonly [id: string]: EntityConfig }): readonly EntityConfig[] {
  return Object.values(entities).filter(({ actions }) => actions.includes('read'));
}
