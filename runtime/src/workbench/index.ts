export { Facts } from './facts.tsx';
export { Markdown } from './markdown.tsx';
export { RelatedList, RelatedTable } from './related-list.tsx';
export { SegmentTags } from './segment-tags.tsx';
export { Why } from './why-drawer.tsx';
