import type { BrowserViewType, ViewProps } from '@tenon/plugin-api';
import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';

// Bars are for those who look at a timeline.
const Timeline = lazy(async () => ({ default: (await import('./timeline.tsx')).Timeline }));

function TimelineView(props: ViewProps) {
  return (
    <Suspense fallback={<Skeleton active paragraph={{ rows: 8 }} style={{ padding: 16 }} />}>
      <Timeline {...props} />
    </Suspense>
  );
}

export const timelineBrowser: BrowserViewType = { id: 'timeline', loads: 'itself', View: TimelineView };
