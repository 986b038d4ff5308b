export { BoardFrame } from './board-frame.tsx';
export { useBoardSource } from './use-board-source.tsx';
