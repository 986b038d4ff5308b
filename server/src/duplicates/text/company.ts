/** The name of a company without what says of what law it is, so that one company has one name. */
import { fold } from '../../search/text/fold.ts';

/** Words of Latin scripts; single letters of forms with dots (S.A.) are joined before. */
const forms = new Set(
  (
    'ltd limited llc inc incorporated corp corporation co company plc lp llp lllp pllc pte pty pvt private sdn bhd ' +
    'gmbh ag kg ohg gbr ug mbh se ev sa sas sarl sasu eurl snc spa srl srls sl slu nv bv bvba cv vof ab as asa aps oy oyj ' +
    'kft zrt nyrt sro zoo spzoo doo dd ad ood eood kk gk yk hf ehf sia uab ou lda ltda eireli cia'
  ).split(' '),
);
/** Longest first. Full forms stand before the short ones that end them. */
const chineseForms = [
  '股份有限责任公司',
  '有限责任公司',
  '股份有限公司',
  '集团有限公司',
  '有限公司',
  '集团公司',
  '總公司',
  '总公司',
  '分公司',
  '子公司',
  '股份公司',
  '有限合伙',
  '普通合伙',
  '合伙企业',
  '股份有限會社',
  '株式会社',
  '株式會社',
  '有限会社',
  '合同会社',
  '주식회사',
  '유한회사',
  '公司',
  '集团',
  '股份',
];
const branch = /(总公司|總公司|分公司|子公司)$/;

/**
 * '' for a name that is nothing but its form. Case, accents, width and punctuation don't count; a branch (分公司) is not its
 * company.
 */
export function companyKey(name: string): string {
  const folded = fold(name.trim())
    .replace(/[（(【[]([^）)】\]]*)[）)】\]]/gu, ' $1 ')
    .replace(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, '')
    .replace(/&|\+/g, ' and ')
    .replace(/['’`.]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
  const words = folded
    .split(' ')
    .map(withoutChineseForm)
    .filter((word) => word !== '');
  let end = words.length;
  while (end > 1 && (forms.has(words[end - 1] ?? '') || words[end - 1] === 'and')) end -= 1;
  const start = end > 1 && words[0] === 'the' ? 1 : 0;
  const kept = words.slice(start, end);
  if (kept.length === 1 && forms.has(kept[0] ?? '')) return '';
  // Chinese is written with and without spaces.
  return kept.join(' ').replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
}

function withoutChineseForm(word: string): string {
  if (branch.test(word)) return word;
  let text = word;
  for (;;) {
    const form = chineseForms.find((each) => text.endsWith(each)) ?? '';
    if (form === '') break;
    text = text.slice(0, -form.length);
  }
  for (const form of ['株式会社', '株式會社', '有限会社', '주식회사']) {
    if (text.startsWith(form)) text = text.slice(form.length);
  }
  return text;
}
