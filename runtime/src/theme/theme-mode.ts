import { useSyncExternalStore } from 'react';

export type ThemeChoice = 'system' | 'light' | 'dark';
const storageKey = 'tenon.theme';
const listeners = new Set<() => void>();

const systemIsDark = () => matchMedia('(prefers-color-scheme: dark)');

function read(): ThemeChoice {
  const kept = localStorage.getItem(storageKey);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function setThemeChoice(choice: ThemeChoice): void {
  if (choice === 'system') localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, choice);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  const system = systemIsDark();
  system.addEventListener('change', listener);
  // The other app of this origin, or another tab, may switch too.
  addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    system.removeEventListener('change', listener);
    removeEventListener('storage', listener);
  };
}

/** What the user chose, kept in this browser for both apps, and what it comes to. */
export function useThemeMode(): { readonly choice: ThemeChoice; readonly mode: 'light' | 'dark' } {
  const choice = useSyncExternalStore(subscribe, read);
  const system = useSyncExternalStore(subscribe, () => systemIsDark().matches);
  const mode = choice === 'system' ? (system ? 'dark' : 'light') : choice;
  return { choice, mode };
}
