export { FieldCell, type FieldCellProps } from './field-cell.tsx';
export { FieldControl, type FieldControlProps } from './field-control.tsx';
export { PluginBoundary } from './plugin-boundary.tsx';
export { RegistryProvider, type RegistrySource, useRegistry } from './registry-context.tsx';
