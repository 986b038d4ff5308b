import type { Text } from '@tenon/documents';
import { Icon } from '@tenon/runtime/preview';
import { useMemo } from 'react';
import ReactGridLayout, { useContainerWidth } from 'react-grid-layout';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { asText, isObject, type PlainObject } from '../change.ts';
import { useEditing } from '../editing.ts';

export interface Position {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface TileGridProps {
  readonly tiles: readonly PlainObject[];
  readonly chosen: string | undefined;
  readonly onChoose: (tile: string) => void;
  /** Where the tiles stand after a drag, by id. */
  readonly onPlace: (positions: ReadonlyMap<string, Position>) => void;
}

const rowHeight = 30;
const gap = 6;

/** The twelve columns of a dashboard in small; tiles are dragged by their heads. */
export function TileGrid({ tiles, chosen, onChoose, onPlace }: TileGridProps) {
  const { width, containerRef, mounted } = useContainerWidth();
  const layout = useMemo(
    () => tiles.map((tile) => ({ i: asText(tile.id), ...positionOf(tile.position) })),
    [tiles],
  );
  const placed = (
    next: readonly {
      readonly i: string;
      readonly x: number;
      readonly y: number;
      readonly w: number;
      readonly h: number;
    }[],
  ) => onPlace(new Map(next.map(({ i, x, y, w, h }) => [i, { x, y, w, h }])));
  return (
    <div ref={containerRef}>
      {mounted && (
        <ReactGridLayout
          width={width}
          layout={layout}
          gridConfig={{ cols: 12, rowHeight, margin: [gap, gap], containerPadding: [0, 0] }}
          dragConfig={{ enabled: true, handle: '.s-grid-tile-head' }}
          resizeConfig={{ enabled: true }}
          onDragStop={(next) => placed(next)}
          onResizeStop={(next) => placed(next)}
        >
          {tiles.map((tile) => (
            <div key={asText(tile.id)}>
              <GridTile tile={tile} chosen={asText(tile.id) === chosen} onChoose={onChoose} />
            </div>
          ))}
        </ReactGridLayout>
      )}
    </div>
  );
}

function GridTile({
  tile,
  chosen,
  onChoose,
}: {
  readonly tile: PlainObject;
  readonly chosen: boolean;
  readonly onChoose: (tile: string) => void;
}) {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { registry, model } = useEditing().reference;
  const id = asText(tile.id);
  const report = model.reports.get(asText(tile.report));
  const name = label(tile.label as Text | undefined) || label(report?.label, id);
  return (
    <div className="s-grid-tile" data-chosen={chosen}>
      <div className="s-grid-tile-head" title={name}>
        {name}
      </div>
      <button
        type="button"
        className="s-grid-tile-body"
        aria-pressed={chosen}
        aria-label={t('dashboardEditor.tile', { name })}
        onClick={() => onChoose(id)}
      >
        <Icon name={registry.tileTypes.get(asText(tile.type))?.icon ?? 'file'} />
      </button>
    </div>
  );
}

function positionOf(position: unknown): Position {
  const side = (name: keyof Position, otherwise: number) => {
    const value = isObject(position) ? position[name] : undefined;
    return typeof value === 'number' ? value : otherwise;
  };
  return { x: side('x', 0), y: side('y', 0), w: side('w', 4), h: side('h', 3) };
}
