import { type CellProps, type ControlProps, defineBrowserFieldType } from '@tenon/plugin-api';
import { DraftInput, type Reading } from '../shared/browser/draft-input.tsx';
import { FormattedCell } from '../shared/browser/text-cell.tsx';
import { uiText } from '../shared/browser/texts.ts';
import { type GeoPointOptions, geoPoint } from './index.ts';

function GeoPointControl(control: ControlProps<GeoPointOptions, string>) {
  const { options, locale } = control;
  const read = (text: string): Reading<string> => {
    const result = geoPoint.parse(text, options, locale);
    return result.ok ? { value: result.value as string | null } : { fault: uiText('point', locale.language) };
  };
  return (
    <DraftInput
      control={control}
      read={read}
      write={(value) => value.replace(',', ', ')}
      display={(value) => geoPoint.format(value, options, locale)}
      inputMode="text"
    />
  );
}

function GeoPointCell(cell: CellProps<GeoPointOptions, string>) {
  return <FormattedCell {...cell} type={geoPoint} />;
}

export const geoPointBrowser = defineBrowserFieldType<GeoPointOptions, string>({
  id: 'geo_point',
  Control: GeoPointControl,
  Cell: GeoPointCell,
  width: 200,
});
