/** A configuration as a folder of `<kind>/<id>.json` files. */

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { documentPath, readDocument } from '@tenon/documents';
import { TenonError } from '../errors.ts';

/** The texts of all documents of a folder, in a stable order. A file whose name does not fit its content is refused. */
export async function readFolder(folder: string): Promise<readonly string[]> {
  const texts: string[] = [];
  const errors: { pointer: string; code: string; message: string }[] = [];
  const kinds = (await readdir(folder, { withFileTypes: true })).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.'),
  );
  for (const kind of kinds.map((entry) => entry.name).sort()) {
    for (const name of (await readdir(join(folder, kind))).filter((file) => file.endsWith('.json')).sort()) {
      const path = `${kind}/${name}`;
      const text = await readFile(join(folder, path), 'utf8');
      const { value } = readDocument(text);
      const document = value as { readonly kind?: unknown; readonly id?: unknown } | undefined;
      const wanted = document && documentPath({ kind: String(document.kind), id: String(document.id) });
      if (wanted !== undefined && wanted !== path)
        errors.push({ pointer: path, code: 'misplaced', message: `This document belongs in ${wanted}` });
      texts.push(text);
    }
  }
  if (errors.length > 0)
    throw new TenonError('invalid-configuration', `${errors.length} file(s) stand in the wrong place`, {
      errors,
    });
  if (texts.length === 0)
    throw new TenonError('invalid-configuration', `There are no documents in ${folder}`);
  return texts;
}

/** Writes a configuration, and removes documents from the folder that it does not have. */
export async function writeFolder(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const kinds = new Set([...files.keys()].map((path) => dirname(path)));
  for (const kind of kinds) {
    for (const name of await readdir(join(folder, kind))) {
      if (name.endsWith('.json') && !files.has(`${kind}/${name}`)) await rm(join(folder, kind, name));
    }
  }
}
