import { filledParts, isEastAsian, splitParts } from '../shared/structured-text.ts';

/** In the order of vCard. */
export const nameParts = ['family', 'given', 'middle', 'prefix', 'suffix'] as const;
export type NamePart = (typeof nameParts)[number];
export type PersonName = { readonly [P in NamePart]?: string };

/** The parts that say something, trimmed; undefined when there is neither a family nor a given name. */
export function nameOf(partOf: (part: NamePart) => unknown): PersonName | undefined {
  const name = filledParts(nameParts, partOf);
  return name && (name.family !== undefined || name.given !== undefined) ? name : undefined;
}

/**
 * A name as the people who bear it write it, whoever reads it: Chinese, Japanese and Korean names in their own script have
 * the family first and no spaces, others the given name first.
 */
export function fullName({ family, given, middle, prefix, suffix }: PersonName): string {
  const core = [family, given, middle].filter((part) => part !== undefined);
  if (core.every(isEastAsian)) {
    const name = `${family ?? ''}${middle ?? ''}${given ?? ''}`;
    const title = suffix ?? '';
    return [prefix, isEastAsian(title) ? name + title : name, isEastAsian(title) ? '' : title]
      .filter(Boolean)
      .join(' ');
  }
  return [prefix, given, middle, family, suffix].filter(Boolean).join(' ');
}

/** By family, then by what follows it. */
export function sortKey({ family, given, middle }: PersonName): string {
  return `${family === undefined ? '' : `${family} `}${given === undefined ? '' : `${given} `}${middle ?? ''}`;
}

/** Chinese family names of two characters that are in use. */
const compound = new Set(
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 令狐 百里 呼延 东郭 南门 西门 歐陽 司馬 東方 諸葛 尉遲 慕容 鍾離 長孫'.split(
    ' ',
  ),
);
const onlyHan = /^\p{Script=Han}{2,6}$/u;
const longestText = 600;

/**
 * A name that people wrote: parts with semicolons as in vCard (Ek;Anna;Maria;Dr.), "Ek, Anna", "Anna Maria Ek" or 张伟. The
 * last word is taken for the family's, and of a Chinese name the first character, or the first two of 欧阳 and the like.
 */
export function readName(written: string): PersonName | undefined {
  const text = written.trim();
  if (text.length > longestText || /[\0\r\n]/.test(text) || !text.isWellFormed()) return undefined;
  const parts = splitParts(text);
  if (parts.length > nameParts.length) return undefined;
  if (parts.length > 1) return nameOf((part) => parts[nameParts.indexOf(part)]);
  const whole = parts[0] ?? '';
  const [family, given, ...more] = whole.split(/[,，]/);
  if (given !== undefined) return more.length > 0 ? undefined : nameOf(pick({ family, given }));
  if (onlyHan.test(whole)) {
    const length = compound.has(whole.slice(0, 2)) && whole.length > 2 ? 2 : 1;
    return nameOf(pick({ family: whole.slice(0, length), given: whole.slice(length) }));
  }
  const words = whole.split(/\s+/);
  if (words.length === 1) return nameOf(pick({ given: whole }));
  // 张 伟 is in the order of its script.
  if (words.length === 2 && words.every(isEastAsian)) {
    return nameOf(pick({ family: words[0], given: words[1] }));
  }
  return nameOf(pick({ given: words[0], middle: words.slice(1, -1).join(' '), family: words.at(-1) }));
}

function pick(name: { readonly [P in NamePart]?: string | undefined }) {
  return (part: NamePart): unknown => name[part];
}
