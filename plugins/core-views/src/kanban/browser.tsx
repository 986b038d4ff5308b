import type { BrowserViewType, ViewProps } from '@tenon/plugin-api';
import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';

// Dragging is for those who look at a board.
const Board = lazy(async () => ({ default: (await import('./board.tsx')).Board }));

function KanbanView(props: ViewProps) {
  return (
    <Suspense fallback={<Skeleton active paragraph={{ rows: 6 }} style={{ padding: 16 }} />}>
      <Board {...props} />
    </Suspense>
  );
}

export const kanbanBrowser: BrowserViewType = { id: 'kanban', loads: 'itself', View: KanbanView };
