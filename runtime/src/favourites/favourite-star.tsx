import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FavouriteTarget } from '@tenon/model';
import { App, Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys, useApi } from '../api-client/index.ts';
import { StarFilled, StarOutlined } from '../pages/icons.tsx';
import { useErrorText } from '../pages/index.ts';
import { useWorkspace } from '../workspace/index.ts';
import { sameTarget, useFavourites } from './use-favourites.ts';

/** Puts what is shown into the side bar, or takes it out. Those who may, also do so for everybody (a right click). */
export function FavouriteStar({ target }: { readonly target: FavouriteTarget | undefined }) {
  const { t } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const text = useErrorText();
  const { message } = App.useApp();
  const { can } = useWorkspace();
  const kept = useFavourites().find((one) => target && sameTarget(one.target, target));
  const change = useMutation({
    mutationFn: async (sharing: 'nobody' | 'everybody' | undefined) => {
      if (!target) return;
      if (sharing === undefined && kept) await api.savedViews.removeFavourite(kept.id);
      else await api.savedViews.addFavourite({ target, sharing: sharing ?? 'nobody' });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.favourites }),
    onError: (error) => void message.error(text(error)),
  });
  if (!target) return null;
  const mine = kept?.mine ?? false;
  const name = t(kept ? (mine ? 'favourites.remove' : 'favourites.shared') : 'favourites.add');
  const star = (
    <Button
      type="text"
      size="small"
      className="t-star"
      aria-label={name}
      aria-pressed={kept !== undefined}
      title={name}
      disabled={kept !== undefined && !mine}
      icon={kept ? <StarFilled /> : <StarOutlined />}
      onClick={() => change.mutate(undefined)}
    />
  );
  if (!can('share_views')) return star;
  return (
    <Dropdown
      trigger={['contextMenu']}
      menu={{
        items: [
          { key: 'share', label: t('favourites.share'), onClick: () => change.mutate('everybody') },
          ...(mine
            ? [{ key: 'remove', label: t('favourites.remove'), onClick: () => change.mutate(undefined) }]
            : []),
        ],
      }}
    >
      {star}
    </Dropdown>
  );
}
