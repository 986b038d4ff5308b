import { defineKind } from '../kind.ts';
import { schemas } from '../schemas.g.ts';
import { migrations } from './migrations.ts';

export const segmentationKind = defineKind({
  kind: 'segmentation',
  schema: schemas.segmentation,
  migrations,
});
