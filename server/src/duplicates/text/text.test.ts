import { describe, expect, it } from '@jest/globals';
import { companyKey } from './company.ts';
import { probesNeeded, similarity, similarityGrams } from './similar.ts';

describe('names of companies', () => {
  it.each([
    ['Acme Ltd', 'ACME, Limited', 'Acme Co., Ltd.', 'acme GmbH & Co. KG', 'The Acme Company', 'Acme S.A.'],
    [
      '上海宏图贸易有限公司',
      '上海宏图贸易股份有限公司',
      '上海宏图贸易有限责任公司',
      '上海宏图贸易',
      '上海 宏图贸易（集团）有限公司',
    ],
    ['株式会社日立', '日立株式会社', '(株式会社) 日立'],
    ['Ｍüller ＧｍｂＨ', 'Muller gmbh', 'MÜLLER AG'],
  ])('%s is one company however it is written', (...names) => {
    expect(new Set(names.map(companyKey)).size).toBe(1);
    expect(companyKey(names[0] ?? '')).not.toBe('');
  });

  it.each([
    ['华为技术有限公司', '华为终端有限公司'],
    ['上海宏图贸易有限公司', '上海宏图贸易有限公司北京分公司'],
    ['Acme North Ltd', 'Acme South Ltd'],
    ['Co Design', 'Design Co'],
  ])('%s and %s are two', (one, other) => {
    expect(companyKey(one)).not.toBe(companyKey(other));
  });

  it('nothing but a form is no name', () => {
    for (const name of ['Ltd.', '有限公司', '', '  ', '...']) expect(companyKey(name)).toBe('');
  });
});

describe('similar texts', () => {
  const like = (a: string, b: string) => {
    const [one, other] = [new Set(similarityGrams(a)), new Set(similarityGrams(b))];
    return similarity(one.size, other.size, [...one].filter((gram) => other.has(gram)).length);
  };

  it('share pieces', () => {
    expect(like('Jonathan Smith', 'SMITH, Jonathan')).toBe(1);
    expect(like('Jonathan Smith', 'Jonathon Smith')).toBeGreaterThan(0.7);
    expect(like('上海宏图贸易', '上海宏图贸昜')).toBeGreaterThan(0.7);
    expect(like('Jonathan Smith', 'Maria Garcia')).toBeLessThan(0.2);
    expect(similarityGrams('王')).toEqual(['王']);
    expect(similarityGrams(' \u0000 ')).toEqual([]);
  });

  it('are all found by so few of their pieces', () => {
    const missed: number[][] = [];
    for (let size = 1; size <= 40; size++)
      for (const threshold of [0.5, 0.7, 0.9, 1])
        for (let other = 1; other <= 80; other++)
          for (let shared = 1; shared <= Math.min(size, other); shared++) {
            if (similarity(size, other, shared) < threshold) continue;
            // Not shared are at most so many: one more is met.
            if (probesNeeded(size, threshold) <= size - shared) missed.push([size, threshold, other, shared]);
          }
    expect(missed).toEqual([]);
  });
});
