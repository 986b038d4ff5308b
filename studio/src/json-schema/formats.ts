/** Stands in for the door of ajv-formats, which brings all of Ajv along: the same formats, without it. */
import { fullFormats } from 'ajv-formats/dist/formats.js';

type Format = RegExp | ((text: string) => boolean);

export default function addFormats(target: { addFormat(name: string, format: Format): unknown }): void {
  for (const [name, format] of Object.entries(fullFormats)) {
    const validate = typeof format === 'object' && 'validate' in format ? format.validate : format;
    if (validate instanceof RegExp || typeof validate === 'function')
      target.addFormat(name, validate as Format);
  }
}
