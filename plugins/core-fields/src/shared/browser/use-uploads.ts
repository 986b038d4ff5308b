import type { FieldFile, FileExchange } from '@tenon/plugin-api';
import { useEffect, useRef, useState } from 'react';
import type { FileOptions } from '../files.ts';
import { sizeText, takesType } from '../files.ts';
import { fileText } from './file-texts.ts';

/** A file on its way to the server, or one that did not get there. */
export interface Sending {
  readonly key: number;
  readonly name: string;
  /** From 0 to 1. */
  readonly share: number;
  readonly fault?: string;
}

export interface Uploads {
  readonly sending: readonly Sending[];
  add(files: readonly File[], held: number): void;
  cancel(key: number): void;
}

const mebibyte = 1024 * 1024;

/** Sends files side by side; each that arrived is told once. What is under way stops with the control. */
export function useUploads(
  exchange: FileExchange | undefined,
  limits: FileOptions,
  language: 'en' | 'zh-CN',
  onArrived: (file: FieldFile) => void,
): Uploads {
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const underWay = useRef(new Map<number, AbortController>());
  const nextKey = useRef(0);
  const tell = useRef(onArrived);
  useEffect(() => {
    tell.current = onArrived;
  });
  useEffect(() => {
    const controllers = underWay.current;
    return () => {
      for (const controller of controllers.values()) controller.abort();
    };
  }, []);

  const change = (key: number, part: Partial<Sending>) =>
    setSending((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const drop = (key: number) => setSending((all) => all.filter((one) => one.key !== key));

  const send = async (key: number, file: File) => {
    if (!exchange) return;
    const controller = new AbortController();
    underWay.current.set(key, controller);
    try {
      const arrived = await exchange.upload(file, {
        signal: controller.signal,
        progress: (share) => change(key, { share }),
      });
      drop(key);
      tell.current(arrived);
    } catch (error) {
      if (controller.signal.aborted) return;
      change(key, { fault: refusalOf(error, limits, language) });
    } finally {
      underWay.current.delete(key);
    }
  };

  return {
    sending,
    add(files, held) {
      const room = limits.maxFiles - held - underWay.current.size;
      files.forEach((file, index) => {
        const key = nextKey.current++;
        const fault =
          index >= room ? fileText('tooMany', language, limits.maxFiles) : faultOf(file, limits, language);
        setSending((all) => [...all, { key, name: file.name, share: 0, ...(fault && { fault }) }]);
        if (fault === undefined) void send(key, file);
      });
    },
    cancel(key) {
      underWay.current.get(key)?.abort();
      drop(key);
    },
  };
}

/** What the server said, in the reader's words. */
function refusalOf(error: unknown, limits: FileOptions, language: 'en' | 'zh-CN'): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'file-too-large')
    return fileText('tooLarge', language, sizeText(limits.maxSize * mebibyte, language));
  return fileText(code === 'limit-exceeded' ? 'tooManyWait' : 'failed', language);
}

/** What the server would refuse is not sent. A type that the browser does not know is left to the server. */
function faultOf(file: File, limits: FileOptions, language: 'en' | 'zh-CN'): string | undefined {
  const most = limits.maxSize * mebibyte;
  if (file.size > most) return fileText('tooLarge', language, sizeText(most, language));
  if (file.type !== '' && !takesType(limits.types, file.type)) return fileText('wrongType', language);
  return undefined;
}
