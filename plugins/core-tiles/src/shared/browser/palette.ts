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
