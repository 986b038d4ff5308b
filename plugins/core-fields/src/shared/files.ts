/** Values that refer to files: what the types `file` and `image` share. */
import type { JsonSchema, Parsed } from '@tenon/plugin-api';
import { parsed, refused } from './parsing.ts';
import { linePattern, uuidPattern } from './schemas.ts';

/** A file as a record refers to it. Written by its id alone, too: the server fills in the rest. */
export interface FileReference {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
}

export interface FileOptions {
  readonly maxFiles: number;
  /** In MiB, for one file. */
  readonly maxSize: number;
  /** Media types, also with a star: `image/*`. All when there are none. */
  readonly types?: readonly string[];
}

export const mostFiles = 50;
/** In MiB. */
export const largestFile = 100;
const longestName = 400;
const mediaType = '^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9!#$&^_.+-]{1,127}$';

export const fileOptions = {
  maxFiles: {
    type: 'integer',
    minimum: 1,
    maximum: mostFiles,
    default: 10,
    description: 'How many files one record takes; 1 for a single one.',
  },
  maxSize: {
    type: 'integer',
    minimum: 1,
    maximum: largestFile,
    default: 25,
    description: 'In MiB, for one file.',
  },
} as const satisfies { readonly [option: string]: JsonSchema };

export const typesOption: JsonSchema = {
  type: 'array',
  items: { type: 'string', pattern: '^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/([a-z0-9!#$&^_.+-]{1,127}|\\*)$' },
  maxItems: 50,
  uniqueItems: true,
  description: 'Media types that are taken, such as application/pdf or image/*; all when there are none.',
};

export const filesSchema = ({ maxFiles }: Pick<FileOptions, 'maxFiles'>): JsonSchema => ({
  type: 'array',
  minItems: 1,
  maxItems: maxFiles,
  items: {
    type: 'object',
    properties: {
      id: { type: 'string', pattern: uuidPattern },
      name: { type: 'string', maxLength: longestName, pattern: linePattern },
      mediaType: { type: 'string', pattern: mediaType },
      size: { type: 'integer', minimum: 0 },
    },
    required: ['id'],
    additionalProperties: false,
  },
});

export const namesOf = (files: readonly FileReference[]): readonly string[] =>
  files.map(({ name }) => name ?? '');

/** One file a line: its name, and what identifies it in parentheses. */
export function filesToText(files: readonly FileReference[]): string {
  return files.map(({ id, name, mediaType: type, size }) => `${name} (${id}, ${type}, ${size})`).join('\n');
}

const fileLine = /^(.*) \(([0-9a-f-]{36}), (\S+), (\d{1,15})\)$/u;
const isId = new RegExp(uuidPattern);

/** The text of `filesToText`, or ids alone. */
export function filesFromText(written: string): Parsed<readonly FileReference[]> {
  const lines = written
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const files: FileReference[] = [];
  for (const line of lines) {
    const [, name = '', id = '', type = '', size = ''] = fileLine.exec(line) ?? [];
    if (isId.test(id)) files.push({ id, name, mediaType: type, size: Number(size) });
    else if (isId.test(line)) files.push({ id: line } as FileReference);
    else return refused(line, 'the id of a file');
  }
  return parsed(files.length === 0 ? null : files);
}

export function takesType(types: readonly string[] | undefined, given: string): boolean {
  if (types === undefined || types.length === 0) return true;
  return types.some((type) => (type.endsWith('/*') ? given.startsWith(type.slice(0, -1)) : type === given));
}

const sizeUnits = ['B', 'KB', 'MB', 'GB'] as const;

/** Such as 1.4 MB, for people. */
export function sizeText(bytes: number, language: string): string {
  let size = bytes;
  let unit = 0;
  for (; size >= 1024 && unit < sizeUnits.length - 1; unit += 1) size /= 1024;
  const digits = new Intl.NumberFormat(language, { maximumFractionDigits: size < 10 && unit > 0 ? 1 : 0 });
  return `${digits.format(size)} ${sizeUnits[unit]}`;
}
