/** The server half of types that refer to files. */
import { sql } from '@tenon/expressions';
import type { FieldServer, IncomingValue, KeptValue, ServerFieldType } from '@tenon/plugin-api';
import { type FileOptions, type FileReference, namesOf, takesType } from './files.ts';

type Files = readonly FileReference[];

const mebibyte = 1024 * 1024;

export function filesServer<Options>(
  id: string,
  limitsOf: (options: Options) => FileOptions,
): ServerFieldType<Options, Files> {
  return {
    id,
    columns: () => [
      { suffix: '', type: 'jsonb' },
      { suffix: 'names', type: 'text[]' },
    ],
    toDb: (value) => [value, namesOf(value)],
    fromDb: ([value]) => value as Files,
    value: (columns) => sql.join(columns.slice(1, 2)),
    order: (columns) => sql`cardinality(${sql.join(columns.slice(1, 2))})`,
    keeping: { keep: (values, options, server) => keepFiles(values, limitsOf(options), server) },
  };
}

async function keepFiles(
  values: readonly IncomingValue<Files>[],
  limits: FileOptions,
  { files }: FieldServer,
): Promise<readonly KeptValue[]> {
  // What the record holds already may stay, whoever writes it.
  const wanted = values.flatMap(({ value }) => value?.map(({ id }) => id) ?? []);
  const available = new Map<string, FileReference>(wanted.length > 0 ? await files.available(wanted) : []);
  const answers = values.map((incoming) => answerTo(incoming, limits, available));
  const references = new Map<string, readonly string[]>();
  answers.forEach((answer, index) => {
    const record = values[index]?.record;
    if (!answer.ok || record === undefined) return;
    references.set(
      record,
      ((answer.stored ?? []) as Files).map(({ id }) => id),
    );
  });
  if (references.size > 0) await files.refer(references);
  return answers;
}

function answerTo(
  { value, before }: IncomingValue<Files>,
  limits: FileOptions,
  available: ReadonlyMap<string, FileReference>,
): KeptValue {
  if (value === null) return { ok: true, stored: null, logged: null };
  const held = new Map((before ?? []).map((file) => [file.id, file]));
  const kept = new Map<string, FileReference>();
  for (const { id } of value) {
    const old = held.get(id);
    const file = old ?? available.get(id);
    if (!file) return refusal(`There is no file ${id} that you may put here`, `没有可用于此处的文件 ${id}`);
    if (!old && file.size > limits.maxSize * mebibyte) {
      return refusal(
        `“${file.name}” is larger than ${limits.maxSize} MiB`,
        `“${file.name}”超过 ${limits.maxSize} MiB`,
      );
    }
    if (!old && !takesType(limits.types, file.mediaType)) {
      const allowed = limits.types?.join(', ') ?? '';
      return refusal(
        `“${file.name}” is ${file.mediaType}; allowed are ${allowed}`,
        `“${file.name}”的类型为 ${file.mediaType}，仅允许 ${allowed}`,
      );
    }
    kept.set(id, { id, name: file.name, mediaType: file.mediaType, size: file.size });
  }
  const files = [...kept.values()];
  return { ok: true, stored: files, logged: files };
}

const refusal = (en: string, zh: string): KeptValue => ({ ok: false, message: { en, 'zh-CN': zh } });
