export { hasPreview, Preview } from './preview.tsx';
