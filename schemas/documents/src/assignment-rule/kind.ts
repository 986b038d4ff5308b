import { defineKind } from '../kind.ts';
import { schemas } from '../schemas.g.ts';
import { migrations } from './migrations.ts';

export const assignmentRuleKind = defineKind({
  kind: 'assignment-rule',
  schema: schemas['assignment-rule'],
  migrations,
});
