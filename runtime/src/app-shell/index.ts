export { type StartOptions, start } from './start.tsx';
