import { useQuery } from '@tanstack/react-query';
import type { Text } from '@tenon/documents';
import { formatNumber } from '@tenon/runtime/preview';
import { Alert, Skeleton } from 'antd';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { keys, type SegmentationPreview, useErrorText, useStudioApi } from '../../api/index.ts';
import { useLanguage } from '../../i18n/index.ts';
import { asList, isObject } from '../change.ts';
import { useEditing } from '../editing.ts';
import { useQuiet } from '../use-quiet.ts';

const quietMs = 600;

/** Sizes, overlaps and moves of the segmentation as it stands here, counted over the records of now. */
export function LiveSegments() {
  const { t } = useTranslation();
  const api = useStudioApi();
  const errorText = useErrorText();
  const { reference, problems } = useEditing();
  const document = useDeferredValue(useQuiet(reference.document, quietMs));
  const sound = problems.every(({ severity }) => severity !== 'error');
  const text = JSON.stringify(document);
  const preview = useQuery({
    queryKey: keys.segmentation(text),
    queryFn: () => api.previewSegmentation(document),
    enabled: sound,
    retry: false,
    placeholderData: (before) => before,
  });
  return (
    <section className="t-panel s-live" aria-label={t('segmentationEditor.live')}>
      <div className="t-panel-head">
        <h2>{t('segmentationEditor.live')}</h2>
        {preview.data && (
          <span className="t-muted">{t('segmentationEditor.total', { count: preview.data.total })}</span>
        )}
      </div>
      {preview.isError && (
        <Alert
          type="info"
          showIcon
          title={t('segmentationEditor.failed')}
          description={errorText(preview.error)}
        />
      )}
      {!sound && !preview.data && <p className="s-hint">{t('preview.unsound')}</p>}
      {preview.isPending && sound && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {preview.data && !preview.isError && <Figures preview={preview.data} />}
    </section>
  );
}

function Figures({ preview }: { readonly preview: SegmentationPreview }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const name = useSegmentName();
  const number = (value: number) =>
    formatNumber(value, { language, timeZone: 'UTC', currency: 'USD', phoneRegion: 'US' });
  const largest = Math.max(1, ...preview.segments.map(({ count }) => count));
  return (
    <>
      <ul className="s-bars">
        {preview.segments.map(({ segment, count }) => (
          <li key={segment} className="s-bar">
            <span title={segment}>{name(segment)}</span>
            <span className="s-bar-track">
              <span className="s-bar-fill" style={{ width: `${(count / largest) * 100}%` }} />
            </span>
            <span className="s-number">
              {number(count)}
              <span className="t-muted">
                {' '}
                {preview.total > 0 ? share(count / preview.total, language) : ''}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <h3>{t('segmentationEditor.overlap')}</h3>
      {preview.overlaps.length === 0 ? (
        <p className="s-hint">{t('segmentationEditor.noOverlap')}</p>
      ) : (
        <ul className="s-pairs">
          {preview.overlaps.slice(0, 6).map(({ a, b, count }) => (
            <li key={`${a} ${b}`}>
              <span>
                {name(a)} ∩ {name(b)}
              </span>
              <span className="s-number">{number(count)}</span>
            </li>
          ))}
        </ul>
      )}
      <h3>{t('segmentationEditor.moves')}</h3>
      {preview.moves.length === 0 ? (
        <p className="s-hint">{t('segmentationEditor.noMoves')}</p>
      ) : (
        <ul className="s-pairs">
          {preview.moves.slice(0, 8).map(({ from, to, count }) => (
            <li key={`${from} ${to}`}>
              <span>
                {from === null ? t('segmentationEditor.from') : name(from)} → {name(to)}
              </span>
              <span className="s-number">{number(count)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The label of a segment in the document that is being edited. */
function useSegmentName(): (id: string) => string {
  const { label } = useLanguage();
  const { document } = useEditing().reference;
  const object = isObject(document) ? document : {};
  const segments = [...asList(object.segments), object.otherwise].filter(isObject);
  return (id) => label(segments.find((segment) => segment.id === id)?.label as Text | undefined, id);
}

const share = (part: number, language: string) =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(part);
