import { useCallback, useState, useSyncExternalStore } from 'react';

export type Pane = 'visual' | 'json' | 'preview';
const storageKey = 'tenon.studio.panes';
const order: readonly Pane[] = ['visual', 'json', 'preview'];

/** How many panes fit beside each other at this width of the window, in pixels. */
const roomAt = (width: number): number => (width < 960 ? 1 : width < 1560 ? 2 : 3);

function subscribe(listener: () => void): () => void {
  addEventListener('resize', listener);
  return () => removeEventListener('resize', listener);
}

/** Which panes are open: as chosen, the latest chosen first to stay where not all fit. */
export function usePanes(previewable: boolean): {
  readonly panes: readonly Pane[];
  readonly toggle: (pane: Pane) => void;
} {
  const room = useSyncExternalStore(subscribe, () => roomAt(innerWidth));
  const [chosen, setChosen] = useState(read);
  // A kind without a preview gives its place to what stood before it.
  const possible = (panes: readonly Pane[]) => panes.filter((pane) => previewable || pane !== 'preview');
  const shown: readonly Pane[] = possible(chosen).length > 0 ? possible(chosen).slice(-room) : ['visual'];
  const toggle = useCallback(
    (pane: Pane) =>
      setChosen((before) => {
        const visible = before.filter((one) => previewable || one !== 'preview').slice(-room);
        const without = before.filter((one) => one !== pane);
        // The last one stays: an editor without a pane shows nothing.
        const next = visible.includes(pane) && visible.length > 1 ? without : [...without, pane];
        localStorage.setItem(storageKey, JSON.stringify(next));
        return next;
      }),
    [room, previewable],
  );
  return { panes: order.filter((pane) => shown.includes(pane)), toggle };
}

function read(): readonly Pane[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    const panes = Array.isArray(kept) ? order.filter((pane) => kept.includes(pane)) : [];
    if (Array.isArray(kept) && panes.length > 0)
      return kept.filter((pane): pane is Pane => order.includes(pane));
  } catch {
    // What cannot be read is as if it were not there.
  }
  return ['json', 'preview', 'visual'];
}
