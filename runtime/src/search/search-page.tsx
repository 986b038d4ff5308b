import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useLanguage } from '../i18n/index.ts';
import { SearchOutlined } from '../pages/icons.tsx';
import { EmptyState, Icon, LoadError, PageHeader, PageSkeleton } from '../pages/index.ts';
import { recordHref, useWorkspace } from '../workspace/index.ts';
import { HitText } from './hit-text.tsx';
import { useSearch } from './use-search.ts';

const shown = 100;

/** Everything that was found, by entity. The address holds the question. */
export function SearchPage() {
  const { t } = useTranslation();
  const [parameters, setParameters] = useSearchParams();
  const [text, setText] = useState(parameters.get('q') ?? '');
  const [asked, setAsked] = useState(parameters.get('q') ?? '');
  // Another question may come by the palette while this page is open.
  if ((parameters.get('q') ?? '') !== asked) {
    setAsked(parameters.get('q') ?? '');
    setText(parameters.get('q') ?? '');
  }
  const entity = parameters.get('entity') ?? undefined;
  const change = (next: string, of: string | undefined) => {
    setAsked(next);
    setParameters(
      { ...(next === '' ? {} : { q: next }), ...(of === undefined ? {} : { entity: of }) },
      { replace: true },
    );
  };
  const type = (next: string) => {
    setText(next);
    change(next, entity);
  };
  return (
    <div className="t-page t-search-page">
      <PageHeader title={t('search.title')} />
      <Input
        size="large"
        autoFocus
        allowClear
        type="search"
        prefix={<SearchOutlined />}
        value={text}
        maxLength={200}
        placeholder={t('search.placeholder')}
        aria-label={t('search.title')}
        onChange={(event) => type(event.target.value)}
      />
      <Results text={text} entity={entity} onEntity={(of) => change(text, of)} />
    </div>
  );
}

function Results({
  text,
  entity,
  onEntity,
}: {
  readonly text: string;
  readonly entity: string | undefined;
  readonly onEntity: (entity: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { config } = useWorkspace();
  const all = useSearch({ text, limit: shown });
  const one = useSearch({ text: entity === undefined ? '' : text, entities: [entity ?? ''], limit: shown });
  const { body, searching, error, retry } = entity === undefined ? all : one;
  if (text.trim() === '') return <EmptyState title={t('search.empty')} hint={t('search.emptyHint')} />;
  if (error) return <LoadError error={error} onRetry={retry} />;
  if (!body) return <PageSkeleton />;
  const facets = all.body?.entities ?? [];
  const total = facets.reduce((sum, { count }) => sum + count, 0);
  const more = facets.some((facet) => facet.more);
  return (
    <>
      <fieldset className="t-facets" aria-label={t('search.title')} hidden={total === 0}>
        <Facet pressed={entity === undefined} onPress={() => onEntity(undefined)} count={total} more={more}>
          {t('search.everything')}
        </Facet>
        {facets.map((facet) => (
          <Facet
            key={facet.entity}
            pressed={entity === facet.entity}
            onPress={() => onEntity(facet.entity)}
            count={facet.count}
            more={facet.more}
          >
            {label(config.entities[facet.entity]?.labelPlural, facet.entity)}
          </Facet>
        ))}
      </fieldset>
      {!body.ready && <p className="t-search-note">{t('search.indexing')}</p>}
      <output className="t-sr">{t('search.found', { shown: body.hits.length })}</output>
      {body.hits.length === 0 && !searching && (
        <EmptyState title={t('search.none', { text: text.trim() })} hint={t('search.noneHint')} />
      )}
      <ul className="t-hits" aria-busy={searching}>
        {body.hits.map((hit) => (
          <li key={`${hit.entity} ${hit.id}`}>
            <Link to={recordHref(hit.entity, hit.id)} className="t-hit-row">
              <Icon name={config.entities[hit.entity]?.icon ?? ''} />
              <HitText hit={hit} details={3} />
              <span className="t-hit-entity">{label(config.entities[hit.entity]?.label, hit.entity)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {body.entities.some((facet) => facet.more) && <p className="t-search-note">{t('search.cut')}</p>}
    </>
  );
}

function Facet({
  pressed,
  onPress,
  count,
  more,
  children,
}: {
  readonly pressed: boolean;
  readonly onPress: () => void;
  readonly count: number;
  readonly more: boolean;
  readonly children: string;
}) {
  return (
    <button type="button" className="t-facet" aria-pressed={pressed} onClick={onPress}>
      {children} <span className="t-facet-count">{more ? `${count}+` : count}</span>
    </button>
  );
}
