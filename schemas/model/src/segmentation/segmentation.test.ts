import { describe, expect, it } from '@jest/globals';
import { exampleDocuments, examplesWith, testRegistry } from '../../../../tests/support/configuration.ts';
import { problemsWith } from '../../../../tests/support/problems.ts';
import { compile } from '../compile.ts';

describe('segmentations', () => {
  it('[SE1] segments stand in order, the remaining one last', () => {
    const { model } = compile(exampleDocuments(), testRegistry);
    expect(model.segmentation('lifecycle')).toMatchObject({
      entity: 'customer',
      segments: ['lost', 'active', 'dormant'],
      timeDependent: true,
    });
  });

  it('[SE2] a segment whose condition is wrong is left out, and publishing refused', () => {
    const { model, publishable } = compile(
      examplesWith(['segmentation/lifecycle', '/segments/0/when', { '>': [{ var: 'name' }, 3] }]),
      testRegistry,
    );
    expect(model.segmentation('lifecycle')?.segments).toEqual(['active', 'dormant']);
    expect(publishable).toBe(false);
  });

  it.each([
    ['/segments/1/id', 'lost', 'id-repeated', '/segments/1/id'],
    ['/segments/1/id', 'dormant', 'id-repeated', '/segments/1/id'],
    ['/segments/0/when', { var: 'viewer.active' }, 'unknown-field', '/segments/0/when/var'],
    ['/segments/0/when', { in_segment: ['lifecycle', 'active'] }, 'segmentation-circle', '/segments/0/when'],
    ['/entity', 'ordr', 'reference-unknown', '/entity'],
  ])('[SE3] %s = %j is the problem %s', (pointer, value, code, at) => {
    expect(problemsWith(['segmentation/lifecycle', pointer, value])).toContain(
      `${code} segmentation/lifecycle${at}`,
    );
  });
});
