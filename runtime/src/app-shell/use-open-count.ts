import { useWorkSummary } from '../work/use-tasks.ts';

/** How many open tasks are mine; undefined until it is known. */
export function useOpenCount(): number | undefined {
  return useWorkSummary().data?.open;
}
