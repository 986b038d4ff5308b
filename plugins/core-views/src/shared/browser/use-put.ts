import type { ViewRow, ViewSource } from '@tenon/plugin-api';
import { App } from 'antd';
import { useCallback } from 'react';

/** Writes where a record was put, asking for what that needs; whether it went there. What is refused is told. */
export function usePut(
  source: ViewSource,
): (row: ViewRow, values: { readonly [field: string]: unknown }) => Promise<boolean> {
  const { message } = App.useApp();
  return useCallback(
    async (row, values) => {
      try {
        if (source.change) return await source.change(row, values);
        await source.update(row, values);
        return true;
      } catch (error) {
        void message.error(error instanceof Error ? error.message : String(error));
        return false;
      }
    },
    [source, message],
  );
}
