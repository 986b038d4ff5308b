export { type ControlSamples, describeControl } from './describe-control.tsx';
