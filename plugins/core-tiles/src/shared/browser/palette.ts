import type { GlobalToken } from 'antd';

/** Colours of series that can be told apart in light and dark; all come from the theme. */
export function palette(token: GlobalToken): string[] {
  return [
    token.colorPrimary,
    token['cyan-6'],
    token['gold-6'],
    token['purple-6'],
    token['green-6'],
    token['magenta-6'],
    token['orange-6'],
    token['geekblue-6'],
    token['lime-6'],
    token['red-6'],
  ];
}

const darkInk = '#10131c';
const lightInk = '#ffffff';

/** Black or white, whichever is read better on a colour written as #rrggbb (contrast of WCAG 2.2). */
export function inkOn(color: string): string {
  const contrastTo = (other: string) => {
    const [light = 0, dark = 0] = [luminance(color), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  return contrastTo(lightInk) > contrastTo(darkInk) ? lightInk : darkInk;
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
