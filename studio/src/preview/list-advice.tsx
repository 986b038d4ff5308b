import { useQuery } from '@tanstack/react-query';
import { textIn } from '@tenon/documents';
import { type AdviceQuery, listIndexes, mostIndexes, type OfferedIndex, serves } from '@tenon/model';
import { formatNumber } from '@tenon/runtime/preview';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys, useStudioApi } from '../api/index.ts';
import { useDraft, useDraftStore } from '../documents/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { useCompilation } from '../problems/index.ts';
import { withIndex } from './with-index.ts';

/** Says when a list will be slow, and offers the index that helps. Nothing where it will not, or where nobody can tell yet. */
export function ListAdvice({ query }: { readonly query: AdviceQuery }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const api = useStudioApi();
  const store = useDraftStore();
  const { model } = useCompilation();
  const { documents } = useDraft();
  const { data: advice } = useQuery({
    queryKey: keys.advice(query),
    queryFn: () => api.advise(query),
    retry: false,
    staleTime: 60_000,
  });
  if (!advice?.slow || !advice.reason) return null;
  const { offer, reason, left = [] } = advice;
  const entity = model.entities.get(query.entity);
  const number = (value: number) =>
    formatNumber(value, { language, timeZone: 'UTC', currency: 'USD', phoneRegion: 'US' });
  const said = t(`advice.${reason}`, { reads: number(advice.reads), total: number(advice.total) });
  const document = documents.find(({ kind, id }) => kind === 'entity' && id === query.entity);
  const follows = offer !== null && entity !== undefined && willHave(entity, offer, model);
  const fields = offer && [...(offer.filter ?? []), ...(offer.sort ?? []).map(({ field }) => field)];
  const named = (ids: readonly string[], between: string) =>
    ids.map((id) => textIn(entity?.fields.get(id)?.label ?? id, language)).join(between);
  const comma = language === 'zh-CN' ? '、' : ', ';
  const names = fields && named(fields, comma);
  const add = () => {
    const next = document && offer && withIndex(document.content, offer);
    if (next) store.edit({ kind: 'entity', id: query.entity }, next);
  };
  return (
    <Alert
      type={follows ? 'info' : 'warning'}
      showIcon
      className="s-notice"
      title={said}
      description={
        follows
          ? t('advice.follows')
          : offer
            ? document
              ? t('advice.offer', { names })
              : t('advice.builtIn')
            : left.length > 0
              ? t('advice.full', {
                  most: mostIndexes,
                  left: left.map((ids) => named(ids, ' + ')).join(comma),
                })
              : t(`advice.help.${reason}`)
      }
      action={
        offer && document && !follows ? (
          <Button size="small" onClick={add}>
            {t('advice.add')}
          </Button>
        ) : undefined
      }
    />
  );
}

type Compiled = ReturnType<typeof useCompilation>['model'];
type Entity = NonNullable<ReturnType<Compiled['entities']['get']>>;

/** Whether the draft brings the index along: a view that is in it asks for it, or it was added before. */
function willHave(entity: Entity, { filter = [], sort = [] }: OfferedIndex, model: Compiled): boolean {
  const fields = filter.flatMap((id) => entity.fields.get(id) ?? []);
  const order = sort.flatMap(({ field: id, direction }) => {
    const field = entity.fields.get(id);
    return field ? [{ field, direction }] : [];
  });
  const { made } = listIndexes(entity, model);
  return made.some((index) => serves(index, { filter: fields, sort: order }));
}
