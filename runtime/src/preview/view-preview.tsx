import type { RecordBody, ViewConfig } from '@tenon/model';
import { useState } from 'react';
import { ViewFrame } from '../views/view-frame.tsx';
import { PreviewFrame, type PreviewFrameProps } from './preview-frame.tsx';

export interface ViewPreviewProps extends Omit<PreviewFrameProps, 'children'> {
  readonly view: ViewConfig;
  readonly records: readonly RecordBody[];
}

/** A view over the given records. */
export function ViewPreview({ view, records, ...frame }: ViewPreviewProps) {
  const [sort, setSort] = useState(view.sort[0]);
  return (
    <PreviewFrame {...frame}>
      <div className="t-view t-view-preview">
        <ViewFrame
          type={view.type}
          columns={view.columns}
          records={records}
          options={view.options}
          {...(sort ? { sort } : {})}
          onSort={setSort}
          hasMore={false}
          loading={false}
          onMore={() => undefined}
          onOpen={() => undefined}
          selected={[]}
        />
      </div>
    </PreviewFrame>
  );
}
