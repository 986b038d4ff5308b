/** What a file is, going by its first bytes; what its sender says counts only among texts, which bytes don't tell apart. */
import { fileTypeFromBuffer } from 'file-type';

const unknown = 'application/octet-stream';
/** What a plain text may say of itself. None of them runs in a browser. */
const textTypes = new Set([
  'text/plain',
  'text/csv',
  'text/tab-separated-values',
  'text/markdown',
  'text/calendar',
  'text/vcard',
  'application/json',
]);

export async function mediaTypeOf(beginning: Buffer, declared: string | undefined): Promise<string> {
  const detected = await detect(beginning);
  if (detected !== undefined && !isMarkup(detected)) return detected;
  if (!isText(beginning)) return detected ?? unknown;
  const markup = markupOf(beginning.toString('utf8'));
  if (markup !== undefined) return markup;
  const said = declared?.split(';')[0]?.trim().toLowerCase() ?? '';
  return textTypes.has(said) ? said : beginning.length > 0 ? 'text/plain' : unknown;
}

async function detect(beginning: Buffer): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(beginning))?.mime;
  } catch {
    // It goes by lengths that the file states, and a file may state any.
    return undefined;
  }
}

const isMarkup = (type: string) => /[/+]xml$/.test(type) && type !== 'application/vnd.ms-excel';

/** Markup hides behind spaces, comments and declarations; a text that has any of these elements counts as such. */
function markupOf(text: string): string | undefined {
  const start = text.slice(0, 4_096);
  if (/<svg[\s>]/i.test(start)) return 'image/svg+xml';
  if (
    /<(?:!doctype\s+html|html|head|body|script|iframe|title|a|img|p|div|table|style|meta|h1)[\s>/]/i.test(
      start,
    )
  )
    return 'text/html';
  return /^\s*<[?!a-z]/i.test(start.replace(/^\ufeff/, '')) ? 'application/xml' : undefined;
}

/** UTF-8 without control characters, but for a character that was cut in two at the end. */
function isText(bytes: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return [...text].every((character) => {
      const code = character.codePointAt(0) ?? 0;
      return code >= 32 || (code >= 9 && code <= 13);
    });
  } catch {
    return false;
  }
}
