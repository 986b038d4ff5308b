import { describe, expect, it } from '@jest/globals';
import { theme } from 'antd';
import { themeFor } from './tokens.ts';

/** Relative luminance of WCAG 2.2, of a colour as #rrggbb. */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const states = ['', 'Hover', 'Active'] as const;
const inks = [
  ...states.flatMap((state) => [`colorPrimary${state}`, `colorLink${state}`, `colorError${state}`] as const),
  ...states.flatMap((state) => [`colorPrimaryText${state}`, `colorErrorText${state}`] as const),
  'colorSuccess',
  'colorWarning',
  'colorTextSecondary',
  'colorTextTertiary',
  'colorTextDescription',
  'colorTextPlaceholder',
] as const;
const grounds = ['colorBgContainer', 'colorBgLayout', 'colorBgElevated'] as const;

describe.each(['light', 'dark'] as const)('colours in %s', (mode) => {
  const config = themeFor(mode, true);
  const token = theme.getDesignToken(config);

  it('can be read at rest, hovered and pressed, on every ground', () => {
    const faint = inks.flatMap((ink) =>
      grounds
        .filter((ground) => contrast(token[ink], token[ground]) < 4.5)
        .map((ground) => `${ink} ${token[ink]} on ${ground} ${token[ground]}`),
    );
    expect(faint).toEqual([]);
  });

  it('can be read in filled buttons and on what is chosen', () => {
    const onPrimary = config.components?.Button?.primaryColor ?? '#ffffff';
    const faint = states.filter((state) => contrast(onPrimary, token[`colorPrimary${state}`]) < 4.5);
    expect(faint).toEqual([]);
    expect(contrast(token.colorPrimary, token.colorPrimaryBg)).toBeGreaterThanOrEqual(4.5);
  });
});
