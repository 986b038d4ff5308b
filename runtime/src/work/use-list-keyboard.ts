import { type RefObject, useEffect, useRef } from 'react';

export interface ListKeys {
  /** By lower-case key, called with the id of the row that has the focus. */
  readonly [key: string]: (id: string) => void;
}

/** Marks the focusable element of a row; its value is the id of the row. */
export const rowAttribute = 'data-row';

/**
 * J and K walk the rows of a list by moving the real focus, so that Enter and the screen reader follow; other keys act
 * on the row that has it (the first one, when none has). Keys that are typed into something are left alone.
 */
export function useListKeyboard(list: RefObject<HTMLElement | null>, keys: ListKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isBusy(event.target)) return;
      const rows = [...(list.current?.querySelectorAll<HTMLElement>(`[${rowAttribute}]`) ?? [])];
      if (rows.length === 0) return;
      const key = event.key.toLowerCase();
      const at = rows.indexOf(document.activeElement as HTMLElement);
      if (key === 'j' || key === 'k') {
        event.preventDefault();
        const next = key === 'j' ? Math.min(at + 1, rows.length - 1) : Math.max(at - 1, 0);
        rows[next]?.focus();
        return;
      }
      const act = Object.hasOwn(latest.current, key) ? latest.current[key] : undefined;
      const id = rows[Math.max(at, 0)]?.getAttribute(rowAttribute);
      if (!act || !id) return;
      event.preventDefault();
      act(id);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [list]);
}

/** Typing, or a dialog above the list. */
function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"]:not([aria-hidden="true"])') !== null) {
    const dialog = document.querySelector<HTMLElement>('.ant-modal-wrap, .ant-drawer-open');
    if (dialog && getComputedStyle(dialog).display !== 'none') return true;
  }
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.tagName === 'TEXTAREA' || target.tagName === 'SELECT') return true;
  return (
    target.tagName === 'INPUT' && !['checkbox', 'radio', 'button'].includes((target as HTMLInputElement).type)
  );
}
