import { Skeleton } from 'antd';

/** Stands where a page will be, with the weight of one. */
export function PageSkeleton({ rows = 8 }: { readonly rows?: number }) {
  return (
    <div className="t-page" aria-busy="true">
      <Skeleton active title={{ width: 220 }} paragraph={{ rows, width: '100%' }} />
    </div>
  );
}
