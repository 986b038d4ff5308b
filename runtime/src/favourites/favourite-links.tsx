import type { AppConfig, FavouriteBody } from '@tenon/model';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import { useLanguage } from '../i18n/index.ts';
import { Icon } from '../pages/index.ts';
import { recordHref, useWorkspace } from '../workspace/index.ts';
import { useFavourites } from './use-favourites.ts';

interface FavouriteLink {
  readonly to: string;
  readonly icon: string;
  readonly text: string;
}

/** What is kept at hand, as links of the side bar; nothing while nothing is. */
export function FavouriteLinks({ onFollow }: { readonly onFollow?: () => void }) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { config } = useWorkspace();
  const { pathname, search } = useLocation();
  const links = useFavourites().flatMap((favourite) => {
    const link = linkOf(favourite, config, label);
    return link ? [{ id: favourite.id, ...link }] : [];
  });
  if (links.length === 0) return null;
  return (
    <>
      <div className="t-nav-gap" />
      <div className="t-nav-title">{t('favourites.title')}</div>
      {links.map(({ id, to, icon, text }) => (
        <NavLink
          key={id}
          to={to}
          end
          // Several saved views stand at one path.
          className={() => `t-nav-link${`${pathname}${search}` === to ? ' active' : ''}`}
          title={text}
          {...(onFollow ? { onClick: onFollow } : {})}
        >
          <Icon name={icon} />
          <span className="t-nav-text">{text}</span>
        </NavLink>
      ))}
    </>
  );
}

function linkOf(
  { target, title, entity, view }: FavouriteBody,
  config: AppConfig,
  label: ReturnType<typeof useLanguage>['label'],
): FavouriteLink | undefined {
  const iconOf = (id: string | undefined) => (id === undefined ? '' : config.entities[id]?.icon) || 'table';
  switch (target.kind) {
    case 'record':
      return { to: recordHref(target.entity, target.id), icon: iconOf(target.entity), text: title || '–' };
    case 'saved_view': {
      const path = view == null ? `/entities/${entity}` : `/views/${view}`;
      return { to: `${path}?saved=${target.id}`, icon: iconOf(entity), text: title ?? '' };
    }
    case 'view': {
      const known = Object.hasOwn(config.views, target.id) ? config.views[target.id] : undefined;
      return (
        known && { to: `/views/${known.id}`, icon: iconOf(known.entity), text: label(known.label, known.id) }
      );
    }
    case 'dashboard': {
      const known = Object.hasOwn(config.dashboards, target.id) ? config.dashboards[target.id] : undefined;
      return (
        known && { to: `/dashboards/${known.id}`, icon: 'dashboard', text: label(known.label, known.id) }
      );
    }
  }
}
