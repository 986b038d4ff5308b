import { Tag, Tooltip } from 'antd';
import { useLanguage } from '../i18n/index.ts';
import { formatMoment } from '../theme/index.ts';
import { useWorkspace } from '../workspace/index.ts';

export interface SegmentMembership {
  readonly segmentation: string;
  readonly segment: string;
  readonly since: string;
}

/** The segments that a record is in, in the colours of the configuration. */
export function SegmentTags({ segments }: { readonly segments: readonly SegmentMembership[] }) {
  const { label } = useLanguage();
  const { config, locale } = useWorkspace();
  const known = segments.flatMap(({ segmentation, segment, since }) => {
    const owner = config.segmentations[segmentation];
    const found = owner?.segments.find(({ id }) => id === segment);
    return owner && found ? [{ owner, found, since }] : [];
  });
  return known.map(({ owner, found, since }) => (
    <Tooltip
      key={owner.id}
      title={`${label(owner.label, owner.id)} · ${formatMoment(since, locale, 'date')}`}
    >
      <Tag color={found.color || 'default'} className="t-segment" variant="filled">
        {label(found.label, found.id)}
      </Tag>
    </Tooltip>
  ));
}
