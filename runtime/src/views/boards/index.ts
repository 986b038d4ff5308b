export { useBoardSource } from './use-board-source.tsx';
