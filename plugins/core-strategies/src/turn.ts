import type { Candidate } from '@tenon/plugin-api';

/** Before every turn: who was never given a task comes first. */
const never = -1;

export function turnOf({ lastTurn }: Candidate): number {
  return lastTurn ?? never;
}

export const turnPart = { id: 'last_turn', label: { en: 'Last turn', 'zh-CN': '上次轮到' } } as const;
export const loadPart = { id: 'load', label: { en: 'Load', 'zh-CN': '负载' } } as const;
