import type { Language } from '@tenon/documents';
import { Empty } from 'antd';
import { uiText } from '../texts.ts';

export function NoData({ language }: { readonly language: Language }) {
  return (
    <div style={{ height: '100%', display: 'grid', placeItems: 'center' }}>
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={uiText('noData', language)} />
    </div>
  );
}
