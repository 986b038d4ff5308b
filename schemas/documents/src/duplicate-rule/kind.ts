import { defineKind } from '../kind.ts';
import { schemas } from '../schemas.g.ts';
import { migrations } from './migrations.ts';

export const duplicateRuleKind = defineKind({
  kind: 'duplicate-rule',
  schema: schemas['duplicate-rule'],
  migrations,
});
