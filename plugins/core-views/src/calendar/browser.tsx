import type { BrowserViewType, ViewProps } from '@tenon/plugin-api';
import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';

// A calendar is large, and shown by few views.
const Calendar = lazy(async () => ({ default: (await import('./calendar.tsx')).Calendar }));

function CalendarView(props: ViewProps) {
  return (
    <Suspense fallback={<Skeleton active paragraph={{ rows: 8 }} style={{ padding: 16 }} />}>
      <Calendar {...props} />
    </Suspense>
  );
}

export const calendarBrowser: BrowserViewType = { id: 'calendar', loads: 'itself', View: CalendarView };
