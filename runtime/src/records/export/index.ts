export { ExportButton, type ExportButtonProps, ExportDialog } from './export-button.tsx';
