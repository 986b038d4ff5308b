export { underConstraints } from './hold.ts';
export { type Draft, type Finding, type Judgement, judge } from './judge.ts';
export { keepSince } from './stages.ts';
export { labelled, listed, say } from './words.ts';
