import { PlusOutlined } from '@ant-design/icons';
import { pointerTo } from '@tenon/documents';
import { Icon } from '@tenon/runtime/preview';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { nodeAt, useSchemaGuide } from '../../references/index.ts';
import { asList, asText, freeId, isObject, type PlainObject, withMember, withValue } from '../change.ts';
import { useEditing } from '../editing.ts';
import { FieldProblems } from '../generic/field-problems.tsx';
import { GenericEditor } from '../generic/generic-editor.tsx';
import { ItemButtons } from '../generic/list-field.tsx';
import { ObjectFields } from '../generic/object-fields.tsx';
import { type Position, TileGrid } from './tile-grid.tsx';

/** A dashboard: tiles on the grid to drag and resize, and the settings of the chosen one. */
export function DashboardEditor() {
  const { t } = useTranslation();
  const { label } = useLanguage();
  const { reference, onChange } = useEditing();
  const { document, registry, model } = reference;
  const tiles = asList(isObject(document) ? document.tiles : undefined).map((one) =>
    isObject(one) ? one : {},
  );
  const [chosen, setChosen] = useState<string>();
  const change = (next: readonly PlainObject[]) => onChange((now) => withValue(now, '/tiles', next));
  const index = tiles.findIndex((tile) => asText(tile.id) === chosen);

  const place = (positions: ReadonlyMap<string, Position>) => {
    const next = tiles.map((tile) => {
      const position = positions.get(asText(tile.id));
      return position && differs(tile.position, position) ? withMember(tile, 'position', position) : tile;
    });
    if (next.some((tile, at) => tile !== tiles[at])) change(next);
  };
  const add = (type: string) => {
    const known = registry.tileTypes.get(type);
    const id = freeId(
      type,
      tiles.map((tile) => asText(tile.id)),
    );
    const y = Math.max(0, ...tiles.map((tile) => bottomOf(tile.position)));
    const fits = [...model.reports.values()].find(
      ({ groups }) =>
        known?.report &&
        known.report.groups.least <= groups.length &&
        groups.length <= known.report.groups.most,
    );
    const size = known?.size ?? { w: 4, h: 3 };
    change([
      ...tiles,
      { id, type, ...(fits && { report: fits.id }), position: { x: 0, y, w: size.w, h: size.h } },
    ]);
    setChosen(id);
  };

  return (
    <>
      <GenericEditor skip={['tiles']} />
      <section className="s-block">
        <div className="s-block-head">
          <h2>{t('dashboardEditor.tiles')}</h2>
          <Dropdown
            trigger={['click']}
            menu={{
              items: registry.tileTypes.all().map((type) => ({
                key: type.id,
                icon: <Icon name={type.icon} />,
                label: label(type.label, type.id),
                onClick: () => add(type.id),
              })),
            }}
          >
            <Button size="small" type="primary" icon={<PlusOutlined />}>
              {t('dashboardEditor.addTile')}
            </Button>
          </Dropdown>
        </div>
        <p className="t-field-help s-block-help">{t('dashboardEditor.hint')}</p>
        <TileGrid tiles={tiles} chosen={chosen} onChoose={setChosen} onPlace={place} />
      </section>
      {index >= 0 && (
        <TileSettings
          key={chosen}
          index={index}
          tile={tiles[index] ?? {}}
          onRemove={() => {
            setChosen(undefined);
            change(tiles.toSpliced(index, 1));
          }}
        />
      )}
      <FieldProblems pointer="/tiles" below />
    </>
  );
}

function TileSettings({
  index,
  tile,
  onRemove,
}: {
  readonly index: number;
  readonly tile: PlainObject;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation();
  const guide = useSchemaGuide();
  const { reference } = useEditing();
  const pointer = pointerTo('/tiles', index);
  const [node] = nodeAt(guide, reference, pointer);
  const [options] = nodeAt(guide, reference, pointerTo(pointer, 'options'));
  if (!node) return null;
  const hasOptions = options !== undefined && guide.members(options).length > 0;
  return (
    <section className="t-panel s-block" aria-label={t('dashboardEditor.settings')}>
      <div className="s-block-head">
        <h2>{t('dashboardEditor.settings')}</h2>
        <ItemButtons name={asText(tile.id)} onUp={undefined} onDown={undefined} onRemove={onRemove} />
      </div>
      <ObjectFields node={node} pointer={pointer} value={tile} skip={hasOptions ? ['options'] : []} />
      {hasOptions && (
        <div className="s-block">
          <ObjectFields node={options} pointer={pointerTo(pointer, 'options')} value={tile.options} />
        </div>
      )}
    </section>
  );
}

const bottomOf = (position: unknown): number =>
  isObject(position) ? Number(position.y ?? 0) + Number(position.h ?? 0) : 0;

const differs = (written: unknown, position: Position): boolean =>
  !isObject(written) || (['x', 'y', 'w', 'h'] as const).some((side) => written[side] !== position[side]);
