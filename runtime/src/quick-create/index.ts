export { QuickCreate } from './quick-create.ts';
export { QuickCreateHost } from './quick-create-host.tsx';
