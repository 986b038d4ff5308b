import type { DashboardConfig, DashboardData } from '@tenon/model';
import { DashboardGrid } from '../dashboards/dashboard-grid.tsx';
import { PreviewFrame, type PreviewFrameProps } from './preview-frame.tsx';

export interface DashboardPreviewProps extends Omit<PreviewFrameProps, 'children'> {
  readonly dashboard: DashboardConfig;
  /** Without it, tiles show that they wait. */
  readonly data?: DashboardData;
}

/** A dashboard over the given figures. */
export function DashboardPreview({ dashboard, data, ...frame }: DashboardPreviewProps) {
  return (
    <PreviewFrame {...frame}>
      <DashboardGrid dashboard={dashboard} data={data} />
    </PreviewFrame>
  );
}
