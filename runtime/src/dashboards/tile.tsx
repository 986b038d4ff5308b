import type { DashboardConfig } from '@tenon/model';
import type { ReportResult } from '@tenon/plugin-api';
import { FieldRegistryContext } from '@tenon/plugin-api/browser';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/index.ts';
import { PluginBoundary, useRegistry } from '../registry/index.ts';
import { useWorkspace } from '../workspace/index.ts';

export interface TileFrameProps {
  readonly tile: DashboardConfig['tiles'][number];
  /** Undefined while it loads. */
  readonly result: ReportResult | { readonly problem: string } | undefined;
}

/** The frame of a tile, and in it what its type draws. */
export function Tile({ tile, result }: TileFrameProps) {
  const { label } = useLanguage();
  const title = label(tile.label);
  return (
    <section className="t-tile" aria-label={title === '' ? tile.id : title}>
      {title !== '' && (
        <div className="t-tile-head">
          <h3 title={title}>{title}</h3>
        </div>
      )}
      <div className="t-tile-body">
        <TileBody tile={tile} result={result} title={title} />
      </div>
    </section>
  );
}

function TileBody({ tile, result, title }: TileFrameProps & { readonly title: string }) {
  const { t } = useTranslation();
  const { locale, lookup } = useWorkspace();
  const { browserTileTypes, browserFieldTypes, tileTypes } = useRegistry();
  const type = browserTileTypes.get(tile.type);
  if (!type) return <p className="t-muted">{t('dashboard.noTile')}</p>;
  const needsReport = tileTypes.get(tile.type)?.report !== undefined;
  if (needsReport && result === undefined) return <Skeleton active title={false} paragraph={{ rows: 3 }} />;
  if (result !== undefined && 'problem' in result) return <p className="t-field-error">{result.problem}</p>;
  const { Tile: Drawing } = type;
  return (
    <FieldRegistryContext value={browserFieldTypes}>
      <PluginBoundary>
        <Drawing
          options={tile.options}
          locale={locale}
          lookup={lookup}
          label={title}
          {...(result === undefined ? {} : { result })}
        />
      </PluginBoundary>
    </FieldRegistryContext>
  );
}
