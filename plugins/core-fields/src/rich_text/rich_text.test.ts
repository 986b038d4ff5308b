import { describe, expect, it } from '@jest/globals';
import { describeFieldType } from '@tenon/plugin-api/testing';
import fc from 'fast-check';
import { createTestDatabase } from '../../../../tests/support/index.ts';
import { cleanHtml } from './clean.ts';
import { elements, richText } from './index.ts';
import { htmlOf, plainText } from './plain-text.ts';
import { richTextServer } from './server.ts';

const options = { maxLength: 2_000 };
const link = '<a href="https://example.com/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">';

describeFieldType(
  richText,
  richTextServer,
  {
    options,
    values: [
      '<p>Plain</p>',
      '<h2>标题</h2><p>正文 <strong>重点</strong></p>',
      `<ul><li><p>${link}there</a></p></li><li>b &lt; c</li></ul>`,
      '<blockquote><p>a<br />b</p></blockquote><hr /><p>c</p>',
      '<p>&amp;lt;script&amp;gt;</p>',
    ],
    invalid: ['', 7, 'a\0b', 'x'.repeat(2_001)],
    badOptions: [{ maxLength: 0 }],
    written: [
      ['plain & simple', '<p>plain &amp; simple</p>'],
      ['two\r\nlines', '<p>two</p><p>lines</p>'],
      ['1 < 2 > 0', '<p>1 &lt; 2 &gt; 0</p>'],
    ],
    unreadable: ['x'.repeat(2_001)],
    operands: ['正文', 'PLAIN', 'a\nb', '<script>'],
  },
  { database: createTestDatabase },
);

/** After the OWASP cheat sheet for the evasion of filters, and a few of our own. */
const attacks = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=https://x.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<<script>alert(1);//<</script>',
  '<script/xss src="https://x.example/x.js"></script>',
  '<script\n>alert(1)</script\n>',
  '<img src="x" onerror="alert(1)">',
  '<img src=javascript:alert(1)>',
  '<img """><script>alert(1)</script>">',
  '<img src=x:x onerror=eval(String.fromCharCode(97))>',
  '<svg onload=alert(1)>',
  '<svg><script href="data:,alert(1)"/></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>',
  '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="></object>',
  '<embed src="javascript:alert(1)">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href=" &#14; javascript:alert(1)">x</a>',
  '<a href="jav&#x09;ascript:alert(1)">x</a>',
  '<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="//x.example">x</a>',
  '<a href="/api/v1/session">x</a>',
  '<a href="https://x.example" onclick="alert(1)">x</a>',
  '<a onmouseover=alert(1)>x</a>',
  '<p style="background:url(javascript:alert(1))">x</p>',
  '<p style="width: expression(alert(1))">x</p>',
  '<style>@import "https://x.example/x.css";</style>',
  '<link rel="stylesheet" href="javascript:alert(1)">',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<base href="javascript:alert(1)//">',
  '<body onload=alert(1)>',
  '<input type="image" src="javascript:alert(1)" autofocus onfocus=alert(1)>',
  '<form action="https://x.example"><button formaction="javascript:alert(1)">x</button></form>',
  '<details open ontoggle=alert(1)>',
  '<video><source onerror="alert(1)"></video>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<xss id=x tabindex=1 onactivate=alert(1)></xss>',
  '<!--[if gte IE 4]><script>alert(1)</script><![endif]-->',
  '<!-- --!><script>alert(1)</script> -->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><script>alert(1)</script>',
  '<textarea><script>alert(1)</script></textarea>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<template><script>alert(1)</script></template>',
  '<table background="javascript:alert(1)"><tr><td>x</td></tr></table>',
  '<p id="__proto__" class="ant-modal" data-x="1">x</p>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<a href="https://user:password@x.example">x</a>',
  '\u0000<script\u0000>alert(1)</script>',
];

describe('cleaned HTML', () => {
  it.each(attacks)('%s', (attack) => {
    const clean = cleanHtml(attack) ?? '';
    expectHarmless(clean);
    // What enters the database by any way is clean as well.
    expect(richTextServer.toDb(attack, options)[0]).toBe(cleanHtml(attack));
  });

  it('is the same when it is cleaned again, and harmless whatever it was', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '/',
      ' ',
      '&',
      ';',
      '=',
      '&lt;',
      'a',
      'p',
      'li',
      ...attacks,
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const clean = cleanHtml(pieces.join('')) ?? '';
        expectHarmless(clean);
        expect(cleanHtml(clean) ?? '').toBe(clean);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps what the editor makes, and is empty when nothing is left to read', () => {
    const written = `<h1>A</h1><p><strong>b</strong> <em>i</em> <u>u</u> <s>s</s> <code>c</code></p>`;
    expect(cleanHtml(written)).toBe(written);
    expect(cleanHtml('<b>b</b><i>i</i>')).toBe('<strong>b</strong><em>i</em>');
    for (const nothing of ['<p></p>', '<p><br></p>', '<script>x</script>', '<p>&nbsp;</p>', ' ']) {
      expect(cleanHtml(nothing)).toBeNull();
    }
  });

  it('reads as the text that was written', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1 }), (lines) => {
        const text = lines.map((line) => line.replaceAll(/[\p{Cc}\p{Cs}\s]/gu, 'x')).join('\n');
        expect(plainText(cleanHtml(htmlOf(text)) ?? '')).toBe(text);
      }),
    );
  });
});

function expectHarmless(html: string): void {
  const tag = new RegExp(`^</?(?:${elements.join('|')})(?: ?/)?>$`);
  const anchor =
    /^<a(?: href="(?:https?:\/\/|mailto:|tel:)[^"<>]*" target="_blank" rel="noopener noreferrer nofollow")?>$/i;
  for (const [found] of html.matchAll(/<[^>]*>?/g)) {
    expect([found, tag.test(found) || anchor.test(found)]).toEqual([found, true]);
  }
}
