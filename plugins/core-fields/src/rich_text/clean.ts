import sanitizeHtml from 'sanitize-html';
import { elements } from './index.ts';

/** Schemes that a link may have. Whatever else a browser may run never becomes a value. */
const schemes = ['http', 'https', 'mailto', 'tel'];

const options: sanitizeHtml.IOptions = {
  allowedTags: [...elements],
  allowedAttributes: { a: ['href', 'target', 'rel'] },
  allowedSchemes: schemes,
  allowedSchemesAppliedToAttributes: ['href'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nestingLimit: 30,
  // What other programs call the same.
  transformTags: {
    b: 'strong',
    i: 'em',
    strike: 's',
    del: 's',
    div: 'p',
    h4: 'h3',
    h5: 'h3',
    h6: 'h3',
    // Pages outside open beside this one, and learn nothing of it. A link to a place of ours would be a trap.
    a: (_name, { href = '' }) => ({
      tagName: 'a',
      attribs: (isAddress(href)
        ? { href: href.trim(), target: '_blank', rel: 'noopener noreferrer nofollow' }
        : {}) as sanitizeHtml.Attributes,
    }),
  },
};

/** HTML of the known elements alone; null when nothing is left to read. Cleaning it again changes nothing. */
export function cleanHtml(html: string): string | null {
  let clean = html;
  // What stands within a removed element may only then become one.
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const next = sanitizeHtml(clean, options);
    if (next === clean) break;
    clean = next;
  }
  return isBlank(clean) ? null : clean;
}

const mostPasses = 5;

const isBlank = (html: string) => !/<hr\b/.test(html) && html.replaceAll(/<[^>]*>|&nbsp;|\s/g, '') === '';

function isAddress(href: string): boolean {
  return /^(https?:\/\/|mailto:|tel:)/i.test(href.trim()) && URL.canParse(href.trim());
}
