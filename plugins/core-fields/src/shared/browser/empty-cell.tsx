import { theme } from 'antd';
import type { ReactNode } from 'react';

/** A value, or a muted dash where there is none. */
export function OrDash({ empty, children }: { readonly empty: boolean; readonly children: ReactNode }) {
  const { token } = theme.useToken();
  return empty ? <span style={{ color: token.colorTextQuaternary }}>–</span> : children;
}
